/** A part of a policy before it is read back: fields may be there without a value. */
export type Draft<Part> = Part extends string | number | boolean
  ? Part
  : Part extends readonly (infer Element)[]
    ? readonly Draft<Element>[]
    : Part | Merged<Part>;

/**
 * What a rule makes of two of a kind: it has to say something about each field, also those that may be left out. A
 * field that is new to the policy is not forgotten: it does not compile.
 */
export type Merged<Part> = { readonly [Field in keyof Part]-?: Draft<Part[Field]> | undefined };

/** What both say, by the rule; or what the only one of them says. */
export function ofBoth<Value, Result>(
  a: Value | undefined,
  b: Value | undefined,
  rule: (a: Value, b: Value) => Result,
): Value | Result | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : rule(a, b);
}

/** The record's own value, and never one that every object inherits. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
