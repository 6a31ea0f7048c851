import { isObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';

type Scalar = string | number | boolean | null;

/** One alternative for a field. */
type Choice = { readonly is: Scalar } | { readonly anythingBut: readonly Scalar[] };

/** An event pattern: for each field its alternatives, or a pattern for what is below it. */
export interface Pattern {
  readonly [field: string]: Pattern | readonly Choice[];
}

/**
 * Reads a rule's pattern: exact values and `anything-but` of exact values. Other operators are refused, by their place.
 */
export function readPattern(value: unknown, at: Location): Pattern {
  if (!isObject(value)) throw new UnsupportedTemplateError(at, 'expected an object of fields');
  const fields = Object.entries(value).map(([field, item]): [string, Pattern | Choice[]] => {
    const here = below(at, field);
    if (field.startsWith('$'))
      throw new UnsupportedTemplateError(here, `the pattern operator ${field} is not understood`);
    return [field, Array.isArray(item) ? item.map((one) => readChoice(one, here)) : readPattern(item, here)];
  });
  if (fields.length === 0) throw new UnsupportedTemplateError(at, 'an empty pattern is not allowed');
  return Object.fromEntries(fields);
}

function readChoice(value: unknown, at: Location): Choice {
  if (isScalar(value)) return { is: value };
  const [operator = 'list', operand] = isObject(value) ? (Object.entries(value)[0] ?? []) : [];
  const excluded: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (operator === 'anything-but' && excluded.every(isScalar)) return { anythingBut: excluded };
  throw new UnsupportedTemplateError(at, `the pattern operator ${operator} is not understood in this form`);
}

/** True where every field of the pattern has one of its alternatives. In a list any element may match. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const actual = isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
    const candidates: readonly unknown[] = Array.isArray(actual) ? actual : [actual];
    if (!isChoices(expected)) return candidates.some((one) => matches(expected, one));
    return candidates.some((one) => expected.some((choice) => fits(choice, one)));
  });
}

function fits(choice: Choice, value: unknown): boolean {
  if ('is' in choice) return choice.is === value;
  // A field that is missing is not "anything".
  return isScalar(value) && !choice.anythingBut.includes(value);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isChoices(expected: Pattern | readonly Choice[]): expected is readonly Choice[] {
  return Array.isArray(expected);
}
