import { truncationThreshold } from '../../../../functions/shared/exchange/records.ts';
import { type Decimal, decimalOf, one } from '../decimal.ts';

/** Rows that a part may have and is believed. */
export const mostBelieved = decimalOf(truncationThreshold - 1);
const two = decimalOf(2);

/** A proof reads once more before the first row and once after the last. */
export const endsRead = 2;

/**
 * How many reads a list without a cursor takes, where its rows are spread evenly: 1 for a window with fewer than fifty,
 * 3 for twice as many, 7 for four times as many.
 */
export function readsByHalving(rows: Decimal): Decimal {
  let reads = one;
  for (let parts = one; rows.div(parts).gt(mostBelieved); parts = parts.times(two)) reads = reads.times(two).plus(one);
  return reads;
}
