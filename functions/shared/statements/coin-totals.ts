import { zero } from '../core/amount.ts';
import { difference, positive, type SignedAmount, sum } from '../core/signed-amount.ts';
import type { Balances } from './balances.ts';
import { changesOf, coinsIn } from './running-balances.ts';
import type { CoinTotal, StatementRow } from './statement.ts';

/** opening + movements + difference = closing, exactly, for each coin that has a balance or a row. Sorted by name. */
export function coinTotals(opening: Balances, rows: readonly StatementRow[], closing: Balances): CoinTotal[] {
  const changes = changesByCoin(rows);
  const coins = new Set([...heldIn(opening), ...heldIn(closing), ...changes.keys()]);
  return [...coins].sort().map((coin) => {
    const [first, last] = [opening.totals.get(coin) ?? zero, closing.totals.get(coin) ?? zero];
    const movements = sum(changes.get(coin) ?? []);
    const expected = sum([positive(first), movements]);
    return { coin, opening: first, movements, closing: last, difference: difference(positive(last), expected) };
  });
}

/** Every amount and fee of the rows, by the coin that it changes. */
export function changesByCoin(
  rows: readonly Pick<StatementRow, 'coin' | 'amount' | 'fee' | 'feeCoin'>[],
): ReadonlyMap<string, readonly SignedAmount[]> {
  const changes = new Map<string, SignedAmount[]>();
  for (const row of rows) {
    for (const coin of coinsIn([row])) {
      const of = changes.get(coin) ?? [];
      of.push(...changesOf([row], coin));
      changes.set(coin, of);
    }
  }
  return changes;
}

function heldIn({ totals }: Balances): string[] {
  return [...totals].flatMap(([coin, total]) => (total === zero ? [] : [coin]));
}
