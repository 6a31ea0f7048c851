import { counted, type Decimal, one } from '../decimal.ts';

/** functions/exchange/records.ts believes a page with fewer rows, and halves the window of any other. */
const believedMax = counted(50);
const two = counted(2);

/**
 * How many reads a list without a cursor takes, where its rows are spread evenly: 1 for a window with fewer than fifty, 3
 * for twice as many, 7 for four times as many.
 */
export function readsByHalving(rows: Decimal): Decimal {
  let reads = one;
  for (let parts = one; rows.div(parts).gte(believedMax); parts = parts.times(two)) reads = reads.times(two).plus(one);
  return reads;
}
