import { type Amount, isZero, zero } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { BalanceList } from '../../exchange/endpoints/balances.ts';
import { balanceOrUnreadable } from '../../exchange/find-balance.ts';

/** What an account has of one coin. */
export interface CoinBalance {
  /** What may be moved now. */
  readonly free: Amount;
  readonly locked: Amount;
  readonly total: Amount;
}

/** What one look at an account showed. A coin that is in neither list was not looked for. */
export interface AccountReading {
  readonly coins: Readonly<Record<string, CoinBalance>>;
  /** Coins whose row could not be read, or may be one of those that name no coin. */
  readonly unreadable: readonly string[];
}

/** What is known of an account: the last look that succeeded, and the last one that did not. */
export interface AccountBalances {
  readonly last?: AccountReading & { readonly readAt: Millis };
  /** `code` is that of the error. */
  readonly failure?: { readonly failedAt: Millis; readonly code: string };
}

const nothing: CoinBalance = { free: zero, locked: zero, total: zero };

/**
 * What the exchange's answer says of our coins, and of each other coin that the account has some of. A coin that is not
 * listed is one that there is none of.
 */
export function accountReading(list: BalanceList, ours: readonly string[]): AccountReading {
  const named = [...list.records, ...list.unreadable].flatMap(({ coin }) => (coin === undefined ? [] : [coin]));
  const coins: Record<string, CoinBalance> = {};
  const unreadable: string[] = [];
  for (const coin of new Set([...ours, ...named])) {
    const balance = balanceOrUnreadable(list, coin);
    if (balance === 'unreadable') unreadable.push(coin);
    else if (balance === 'none') coins[coin] = nothing;
    else if (ours.includes(coin) || !isZero(balance.total)) {
      coins[coin] = { free: balance.free, locked: balance.locked, total: balance.total };
    }
  }
  return { coins, unreadable };
}

/** No account is looked at more often, whether the look succeeds or not. */
export const lookEveryMs = 5 * 60_000;

/** Whether an account is to be looked at again. */
export function isLookDue({ last, failure }: AccountBalances, now: Millis): boolean {
  const looked = Math.max(last?.readAt ?? -Infinity, failure?.failedAt ?? -Infinity);
  return now - looked >= lookEveryMs;
}
