import { type Amount, add, compare, smaller, subtractToZero } from '../../shared/core/amount.ts';
import type { Millis } from '../../shared/core/clock.ts';
import type { CoinBalance } from '../../shared/ledger/readings/account-balances.ts';

/** What an account has of one coin, as it is forecast. */
export interface ForecastBalance {
  readonly free: Amount;
  readonly total: Amount;
  /** The least that was free, and when first. */
  readonly lowest: { readonly at: Millis; readonly free: Amount };
}

/** The balances of a forecast. A coin of an account that was not read is not there, and nothing makes it known. */
export class ForecastBalances {
  readonly #balances = new Map<string, ForecastBalance>();

  /** As an account was read. */
  begin(account: string, coin: string, { free, total }: CoinBalance, at: Millis): void {
    this.#balances.set(keyOf(account, coin), { free, total, lowest: { at, free } });
  }

  get(account: string, coin: string): ForecastBalance | undefined {
    return this.#balances.get(keyOf(account, coin));
  }

  /** What is not there is not known, and stays so. */
  receive(account: string, coin: string, quantity: Amount): void {
    const balance = this.get(account, coin);
    if (balance === undefined) return;
    const next = { ...balance, free: add(balance.free, quantity), total: add(balance.total, quantity) };
    this.#balances.set(keyOf(account, coin), next);
  }

  /** Takes what is free, up to this much. */
  take(account: string, coin: string, quantity: Amount, at: Millis): void {
    const balance = this.get(account, coin);
    if (balance === undefined) return;
    const taken = smaller(quantity, balance.free);
    const free = subtractToZero(balance.free, taken);
    this.#balances.set(keyOf(account, coin), {
      free,
      total: subtractToZero(balance.total, taken),
      lowest: compare(free, balance.lowest.free) < 0 ? { at, free } : balance.lowest,
    });
  }
}

/** Names of accounts have no space. */
function keyOf(account: string, coin: string): string {
  return `${account} ${coin}`;
}
