import { isObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { type KeyForm, keyForm } from './condition-keys.ts';
import type { RequestContext } from './context.ts';
import { readList } from './list.ts';
import { flagText, type Operator, operators } from './operators.ts';

/** Which of the request's values must pass. */
type Which = 'the-one' | 'all' | 'any';

/** One key under one operator of a condition block. */
export type Condition = {
  /** In lower case. */
  readonly key: string;
} & (
  | { readonly kind: 'presence'; readonly present: boolean }
  | {
      readonly kind: 'comparison';
      readonly operator: Operator;
      /** A value of the request passes by fitting one of these, or with a negated operator by fitting none. */
      readonly values: readonly string[];
      readonly which: Which;
      /** An absent key lets the condition hold. */
      readonly ifExists: boolean;
    }
);

/** Reads a `Condition` block: operators, each with keys, each with one value or several. All of them must hold. */
export function readConditions(value: unknown, at: Location): readonly Condition[] {
  return entries(value, at, 'operators').flatMap(([operator, keys]) => {
    const here = below(at, operator);
    return entries(keys, here, 'condition keys').map(([key, values]) =>
      readCondition(operator, key, values, below(here, key)),
    );
  });
}

/** Reads one key under one operator, such as `ForAllValues:StringLike` or `ArnNotEqualsIfExists`. */
export function readCondition(operator: string, key: string, value: unknown, at: Location): Condition {
  const form = keyForm(key);
  if (!form) throw new UnsupportedTemplateError(at, `the local stack never supplies the condition key ${key}`);
  if (operator === 'Null')
    return { kind: 'presence', key: key.toLowerCase(), present: readNull(value, at) === 'false' };
  const { name, found, which, ifExists } = readOperator(operator, at);
  if (found.type !== 'text' && found.type !== form.type) {
    throw new UnsupportedTemplateError(at, `${name} does not fit ${key}, whose values are of type ${form.type}`);
  }
  checkSet(key, form, which, at);
  const values = readList(value, at, (item, here) => readValue(name, found, item, here));
  return { kind: 'comparison', key: key.toLowerCase(), operator: found, values, which, ifExists };
}

/** True where the request's values for the key, or their absence, are as the condition wants them. */
export function holds(condition: Condition, context: RequestContext): boolean {
  const actual = context.get(condition.key) ?? [];
  if (condition.kind === 'presence') return actual.length > 0 === condition.present;
  const { operator, values, which, ifExists } = condition;
  const passes = (one: string) => values.some((value) => operator.fits(value, one)) !== operator.negated;
  if (which === 'the-one') return actual.length === 0 ? ifExists || operator.negated : actual.every(passes);
  // To the set operators an empty text is no value: ForAllValues passes without any, ForAnyValue does not.
  const set = actual.filter((one) => one !== '');
  return which === 'all' ? set.every(passes) : set.some(passes);
}

function readOperator(text: string, at: Location) {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  const found = operators.get(name);
  // What ForAnyValue with IfExists makes of an absent key is not documented, and those who tried disagree.
  if (!found || (set === 'ForAnyValue' && ifExists !== undefined)) {
    throw new UnsupportedTemplateError(at, `the condition operator ${text} is not understood`);
  }
  const which: Which = set === undefined ? 'the-one' : set === 'ForAllValues' ? 'all' : 'any';
  return { name, found, which, ifExists: ifExists !== undefined };
}

function checkSet(key: string, form: KeyForm, which: Which, at: Location): void {
  if (form.values === 'several' && which === 'the-one') {
    throw new UnsupportedTemplateError(at, `${key} may have several values: say ForAllValues: or ForAnyValue:`);
  }
  if (form.values === 'one' && which !== 'the-one') {
    throw new UnsupportedTemplateError(at, `${key} has one value: ForAllValues: and ForAnyValue: are for several`);
  }
}

function readValue(name: string, operator: Operator, value: unknown, at: Location): string {
  const read = operator.read(value);
  if (read !== undefined) return read;
  throw new UnsupportedTemplateError(at, `${name} with the value ${JSON.stringify(value)} is not understood`);
}

function readNull(value: unknown, at: Location): 'true' | 'false' {
  const read = flagText(value);
  if (read !== undefined) return read;
  throw new UnsupportedTemplateError(at, `Null with the value ${JSON.stringify(value)} is not understood`);
}

function entries(value: unknown, at: Location, what: string): readonly [string, unknown][] {
  const found = isObject(value) ? Object.entries(value) : [];
  if (found.length === 0) throw new UnsupportedTemplateError(at, `expected an object of ${what}`);
  return found;
}
