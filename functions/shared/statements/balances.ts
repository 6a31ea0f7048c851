import type { Amount } from '../core/amount.ts';
import type { BalanceList } from '../exchange/endpoints/balances.ts';

/** What an account had at a moment, by coin. A coin that is not there is zero. */
export interface Balances {
  readonly totals: ReadonlyMap<string, Amount>;
  /** Coins whose row could not be read, or was shown twice. A row whose coin is not known either is `?`. */
  readonly unreadable: readonly string[];
}

/** What is held by an order or a withdrawal on its way belongs to the account still. */
export function balancesOf({ records, unreadable }: BalanceList): Balances {
  const totals = new Map<string, Amount>();
  const odd = new Set(unreadable.map(({ coin = '?' }) => coin));
  for (const { coin, total } of records) {
    const known = totals.get(coin);
    if (known !== undefined && known !== total) odd.add(coin);
    else totals.set(coin, total);
  }
  return { totals, unreadable: [...odd].sort() };
}
