import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { isObject } from '../json.ts';
import { keyForm } from './condition-keys.ts';
import type { RequestContext } from './context.ts';
import { readList } from './list.ts';
import { type Operator, operators } from './operators.ts';

/** One key of a condition block, with the values of which one must fit. */
export type Condition = {
  /** In lower case. */
  readonly key: string;
} & (
  | { readonly kind: 'presence'; readonly present: boolean }
  | {
      readonly kind: 'comparison';
      readonly operator: Operator;
      readonly values: readonly string[];
      /** Which of the request's values must pass. */
      readonly which: 'the-one' | 'all' | 'any';
      readonly ifExists: boolean;
    }
);

/** Reads a `Condition` block: operators, each with keys, each with one value or several. All of them must hold. */
export function readConditions(value: unknown, at: Location): readonly Condition[] {
  if (!isObject(value)) throw new UnsupportedTemplateError(at, 'expected an object of operators');
  return Object.entries(value).flatMap(([operator, keys]) => {
    const here = below(at, operator);
    if (!isObject(keys)) throw new UnsupportedTemplateError(here, 'expected an object of condition keys');
    return Object.entries(keys).map(([key, values]) => readCondition(operator, key, values, below(here, key)));
  });
}

export function readCondition(operator: string, key: string, value: unknown, at: Location): Condition {
  const form = keyForm(key);
  if (!form) {
    throw new UnsupportedTemplateError(at, `the local stack never supplies the condition key ${key}`);
  }
  if (operator === 'Null') return { kind: 'presence', key: key.toLowerCase(), present: !readFlag(value, at) };
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const found = operators.get(name);
  // Of ForAnyValue with IfExists the documentation does not say whether an absent key passes.
  if (!found || (set === 'ForAnyValue' && ifExists)) {
    throw new UnsupportedTemplateError(at, `the condition operator ${operator} is not understood`);
  }
  if (found.type !== 'text' && found.type !== form.type) {
    throw new UnsupportedTemplateError(at, `${operator} does not fit ${key}, whose values are of type ${form.type}`);
  }
  if (form.many !== (set !== undefined)) {
    throw new UnsupportedTemplateError(
      at,
      form.many
        ? `${key} may have several values: say ForAllValues: or ForAnyValue:`
        : `${key} has one value: say no ${set}:`,
    );
  }
  return {
    kind: 'comparison',
    key: key.toLowerCase(),
    operator: found,
    values: readList(value, at, (item, here) => readValue(operator, found, item, here)),
    which: set === undefined ? 'the-one' : set === 'ForAllValues' ? 'all' : 'any',
    ifExists: ifExists !== undefined,
  };
}

/** True where the request's values for the key, or their absence, are as the condition wants them. */
export function holds(condition: Condition, context: RequestContext): boolean {
  const actual = context.get(condition.key) ?? [];
  if (condition.kind === 'presence') return actual.length > 0 === condition.present;
  const { operator, values, which, ifExists } = condition;
  const passes = (one: string) => values.some((value) => operator.fits(value, one)) !== operator.negated;
  if (which === 'all') return actual.every(passes);
  if (which === 'any') return actual.some(passes);
  return actual.length === 0 ? ifExists || operator.negated : actual.every(passes);
}

function readValue(name: string, operator: Operator, value: unknown, at: Location): string {
  const read = operator.read(value);
  if (read !== undefined) return read;
  throw new UnsupportedTemplateError(at, `${name} with the value ${JSON.stringify(value)} is not understood`);
}

function readFlag(value: unknown, at: Location): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new UnsupportedTemplateError(at, `Null with the value ${JSON.stringify(value)} is not understood`);
}
