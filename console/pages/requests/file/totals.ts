import { type Amount, add, amount, zero } from '../../../../functions/shared/core/amount.ts';

export interface CoinTotal {
  readonly coin: string;
  readonly count: number;
  readonly total: Amount;
}

/** What the rows come to, exact, by coin in the order of the alphabet. Of rows whose amounts are well formed. */
export function totalsByCoin(
  rows: readonly { readonly coin: string; readonly quantity: string }[],
): readonly CoinTotal[] {
  const groups = Map.groupBy(rows, ({ coin }) => coin);
  return [...groups]
    .map(([coin, each]) => ({
      coin,
      count: each.length,
      total: each.reduce((sum, { quantity }) => add(sum, amount(quantity)), zero),
    }))
    .toSorted((a, b) => (a.coin < b.coin ? -1 : 1));
}
