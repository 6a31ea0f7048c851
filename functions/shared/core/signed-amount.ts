import Big from 'big.js';
import { type Amount, amount, parseAmount, zero } from './amount.ts';
import { assert } from './errors.ts';

declare const signedAmountBrand: unique symbol;

/**
 * A decimal in canonical text that may be below zero: `-12.5`, `0`, `3`. Never `-0`, no plus sign, no exponent. What an
 * account gains is above zero, what it loses below.
 */
export type SignedAmount = string & { readonly [signedAmountBrand]: true };

const Exact = Big();
Exact.strict = true;

function canonical(value: Big): SignedAmount {
  // Zero has one text, whichever sign it was reached with.
  return (value.eq('0') ? '0' : value.toFixed()) as SignedAmount;
}

/** Reads a plain decimal text with an optional minus. Undefined for anything else. */
export function parseSignedAmount(text: string): SignedAmount | undefined {
  const isNegative = text.startsWith('-');
  const size = parseAmount(isNegative ? text.slice(1) : text);
  if (size === undefined) return undefined;
  return isNegative ? negative(size) : positive(size);
}

/** For amounts that are known to be well formed. */
export function signedAmount(text: string): SignedAmount {
  const parsed = parseSignedAmount(text);
  assert(parsed !== undefined, 'not a signed decimal amount');
  return parsed;
}

export function positive(size: Amount): SignedAmount {
  // Canonical as it is.
  return size as string as SignedAmount;
}

export function negative(size: Amount): SignedAmount {
  return canonical(new Exact(size).times('-1'));
}

/** Without its sign. */
export function sizeOf(value: SignedAmount): Amount {
  return amount(value.replace('-', ''));
}

export function sum(amounts: readonly SignedAmount[]): SignedAmount {
  const [only] = amounts;
  if (amounts.length === 1 && only !== undefined) return only;
  return canonical(amounts.reduce((total, each) => total.plus(each), new Exact('0')));
}

/** `a - b`. */
export function difference(a: SignedAmount, b: SignedAmount): SignedAmount {
  if (a === b) return positive(zero);
  return canonical(new Exact(a).minus(new Exact(b)));
}

const Average = Big();
Average.strict = true;
// An amount of a coin has up to 18 decimals (exchange-api.md 3.2).
Average.DP = 18;
Average.RM = Big.roundDown;

/** `total / count`, rounded towards zero to 18 decimals. The count is above zero. */
export function average(total: SignedAmount, count: number): SignedAmount {
  return canonical(new Average(total).div(String(count)));
}

/** What is gained: zero where something is lost. */
export function gainOf(change: SignedAmount): Amount {
  return amount(change.startsWith('-') ? '0' : change);
}

/** What is lost, as its size: zero where something is gained. */
export function lossOf(change: SignedAmount): Amount {
  return amount(change.startsWith('-') ? change.slice(1) : '0');
}
