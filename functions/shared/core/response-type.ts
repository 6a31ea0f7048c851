import type * as v from 'valibot';

/** What a schema of an answer describes, for the code that makes it: nothing is checked while it runs. */
export type ResponseType<Schema extends v.GenericSchema> = Frozen<v.InferOutput<Schema>>;

// Branded texts are texts: looked into as objects they would lose their brand.
type Frozen<Value> = Value extends string | number | boolean | undefined
  ? Value
  : Value extends readonly (infer Element)[]
    ? readonly Frozen<Element>[]
    : { readonly [Name in keyof Value]: Frozen<Value[Name]> };
