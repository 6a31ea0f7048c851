import { type Amount, amount, compare, percent } from '../../shared/core/amount.ts';

const nearPercent = amount('95');

/** Within the last five percent up to a bound, or at it: what is over the bound is no more under it. */
export function isJustUnder(quantity: Amount, bound: Amount): boolean {
  return compare(quantity, bound) <= 0 && compare(quantity, percent(bound, nearPercent)) > 0;
}
