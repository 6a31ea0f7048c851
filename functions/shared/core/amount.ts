import Big from 'big.js';
import { assert } from './errors.ts';

declare const amountBrand: unique symbol;

/**
 * A non-negative decimal in canonical text: `0`, `12`, `0.5`; no sign, exponent, leading or trailing zero. Never a
 * Number.
 */
export type Amount = string & { readonly [amountBrand]: true };

/**
 * An amount as it is asked for: at most 20 digits on each side of the point, and no zero in front. `007` may be a slip
 * of the hand, or octal for another reader.
 */
export const amountPattern = /^(0|[1-9]\d{0,19})(\.\d{1,20})?$/;

/** As the exchange may show it. Balances have up to 18 decimals (exchange-api.md 3.2). */
const shownPattern = /^\d{1,20}(\.\d{1,20})?$/;

// Strict mode makes big.js refuse JavaScript numbers, so a float cannot slip in.
const Exact = Big();
Exact.strict = true;

export const zero = canonical(new Exact('0'));

function canonical(value: Big): Amount {
  // toFixed() without places is exact and never uses an exponent.
  return value.toFixed() as Amount;
}

/**
 * Reads a plain decimal text. Returns undefined for anything else, such as `1e3`, `+1`, `.5`, ` 1`, `-1` or too many
 * digits.
 */
export function parseAmount(text: string): Amount | undefined {
  return shownPattern.test(text) ? canonical(new Exact(text)) : undefined;
}

/** For amounts that are known to be well formed, such as constants in tests and configuration that was checked. */
export function amount(text: string): Amount {
  const parsed = parseAmount(text);
  assert(parsed !== undefined, 'not a decimal amount');
  return parsed;
}

export function compare(a: Amount, b: Amount): -1 | 0 | 1 {
  return new Exact(a).cmp(new Exact(b));
}

export function isZero(a: Amount): boolean {
  return compare(a, zero) === 0;
}

export function add(a: Amount, b: Amount): Amount {
  return canonical(new Exact(a).plus(new Exact(b)));
}

/** `a - b`, or zero where `b` is larger: what is left can never be negative. */
export function subtractToZero(a: Amount, b: Amount): Amount {
  const difference = new Exact(a).minus(new Exact(b));
  return difference.lt(new Exact('0')) ? zero : canonical(difference);
}

/** `percentage` percent of `a`. Exact: dividing by 100 moves the point by two places. */
export function percent(a: Amount, percentage: Amount): Amount {
  return canonical(new Exact(a).times(new Exact(percentage)).times(new Exact('0.01')));
}

/** Rounds down to `decimals` places. Down, so that never more moves than was asked for. */
export function roundDown(a: Amount, decimals: number): Amount {
  return canonical(new Exact(a).round(decimals, Big.roundDown));
}

/** Rounds up to `decimals` places. Up, where less than what is asked for would not do. */
export function roundUp(a: Amount, decimals: number): Amount {
  return canonical(new Exact(a).round(decimals, Big.roundUp));
}

/** How many decimal places an amount has. */
export function decimalsOf(a: Amount): number {
  return a.split('.')[1]?.length ?? 0;
}

export function smaller(a: Amount, b: Amount): Amount {
  return compare(a, b) <= 0 ? a : b;
}

export function larger(a: Amount, b: Amount): Amount {
  return compare(a, b) >= 0 ? a : b;
}

/** What a chart shows. A Number cannot hold every amount, so nothing is ever decided or added up by it. */
export function toDisplayNumber(a: Amount): number {
  return Number(a);
}

/** How much of the whole that is, to two places, for a chart. The whole is above zero. */
export function percentOf(part: Amount, whole: Amount): number {
  return Number(new Exact(part).times('100').div(whole).toFixed(2));
}
