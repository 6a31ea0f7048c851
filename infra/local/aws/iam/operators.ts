import { arnParts, fitsArn } from './arn.ts';
import type { KeyType } from './condition-keys.ts';
import { fitsWildcard } from './wildcard.ts';

/** One comparison of a value in a policy with a value of a request. */
export interface Operator {
  /** The keys it is for. Every key can be compared as text. */
  readonly type: KeyType;
  /** A negated operator holds where none of the policy's values fits, and where the key is absent. */
  readonly negated: boolean;
  /** The policy's value as text; undefined for one that the operator does not take. */
  read(value: unknown): string | undefined;
  fits(expected: string, actual: string): boolean;
}

type Comparison = Omit<Operator, 'negated'>;

const exact: Comparison = {
  type: 'text',
  read: (value) => (plainText(value) && !/[*?]/.test(value) ? value : undefined),
  fits: (expected, actual) => expected === actual,
};

const exactIgnoringCase: Comparison = {
  ...exact,
  fits: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
};

const like: Comparison = {
  type: 'text',
  read: (value) => (plainText(value) ? value : undefined),
  fits: fitsWildcard,
};

/** ArnEquals and ArnLike are the same: both take wildcards. */
const likeArn: Comparison = {
  type: 'arn',
  read: (value) => (plainText(value) && arnParts(value) ? value : undefined),
  fits: fitsArn,
};

const bool: Comparison = {
  type: 'flag',
  read: flagText,
  fits: (expected, actual) => expected === actual,
};

export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { ...exact, negated: false }],
  ['StringNotEquals', { ...exact, negated: true }],
  ['StringEqualsIgnoreCase', { ...exactIgnoringCase, negated: false }],
  ['StringNotEqualsIgnoreCase', { ...exactIgnoringCase, negated: true }],
  ['StringLike', { ...like, negated: false }],
  ['StringNotLike', { ...like, negated: true }],
  ['ArnEquals', { ...likeArn, negated: false }],
  ['ArnNotEquals', { ...likeArn, negated: true }],
  ['ArnLike', { ...likeArn, negated: false }],
  ['ArnNotLike', { ...likeArn, negated: true }],
  ['Bool', { ...bool, negated: false }],
  ['NumericEquals', numeric((expected, actual) => actual === expected)],
  ['NumericNotEquals', { ...numeric((expected, actual) => actual === expected), negated: true }],
  ['NumericLessThan', numeric((expected, actual) => actual < expected)],
  ['NumericLessThanEquals', numeric((expected, actual) => actual <= expected)],
  ['NumericGreaterThan', numeric((expected, actual) => actual > expected)],
  ['NumericGreaterThanEquals', numeric((expected, actual) => actual >= expected)],
]);

function numeric(holds: (expected: number, actual: number) => boolean): Operator {
  return {
    type: 'number',
    negated: false,
    read: numberText,
    fits: (expected, actual) => holds(Number(expected), Number(actual)),
  };
}

/** `true` or `false`, which JSON may have as text or bare. */
export function flagText(value: unknown): 'true' | 'false' | undefined {
  if (value === true || value === 'true') return 'true';
  return value === false || value === 'false' ? 'false' : undefined;
}

function numberText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? text : undefined;
}

/** Policy variables such as ${aws:PrincipalArn} are not understood. */
function plainText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('${');
}
