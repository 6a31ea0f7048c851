import { type Amount, add, compare, subtractToZero, zero } from '../../../functions/shared/core/amount.ts';
import { assert } from '../../../functions/shared/core/errors.ts';

export interface Balance {
  readonly free: Amount;
  /** Held by an open order or a withdrawal in flight. */
  readonly locked: Amount;
}

/** Account id, then coin. A coin that an account never held has no line. */
export type Balances = Map<string, Map<string, Balance>>;

const emptyBalance: Balance = { free: zero, locked: zero };

export function balanceOf(balances: Balances, account: string, coin: string): Balance {
  return balances.get(account)?.get(coin) ?? emptyBalance;
}

/** `free + locked`. */
export function totalOf(balances: Balances, account: string, coin: string): Amount {
  const { free, locked } = balanceOf(balances, account, coin);
  return add(free, locked);
}

export function hasFree(balances: Balances, account: string, coin: string, quantity: Amount): boolean {
  return compare(balanceOf(balances, account, coin).free, quantity) >= 0;
}

export function credit(balances: Balances, account: string, coin: string, quantity: Amount): void {
  const { free, locked } = balanceOf(balances, account, coin);
  put(balances, account, coin, { free: add(free, quantity), locked });
}

export function debit(balances: Balances, account: string, coin: string, quantity: Amount): void {
  const { free, locked } = balanceOf(balances, account, coin);
  put(balances, account, coin, { free: less(free, quantity), locked });
}

/** Moves `quantity` from free to locked. */
export function lock(balances: Balances, account: string, coin: string, quantity: Amount): void {
  const { free, locked } = balanceOf(balances, account, coin);
  put(balances, account, coin, { free: less(free, quantity), locked: add(locked, quantity) });
}

/** Gives locked funds back. */
export function unlock(balances: Balances, account: string, coin: string, quantity: Amount): void {
  const { free, locked } = balanceOf(balances, account, coin);
  put(balances, account, coin, { free: add(free, quantity), locked: less(locked, quantity) });
}

/** Locked funds leave for good. */
export function spendLocked(balances: Balances, account: string, coin: string, quantity: Amount): void {
  const { free, locked } = balanceOf(balances, account, coin);
  put(balances, account, coin, { free, locked: less(locked, quantity) });
}

export function copyOf(balances: Balances): Balances {
  return new Map([...balances].map(([account, coins]) => [account, new Map(coins)]));
}

function less(a: Amount, b: Amount): Amount {
  assert(compare(a, b) >= 0, 'a balance would fall below zero');
  return subtractToZero(a, b);
}

function put(balances: Balances, account: string, coin: string, balance: Balance): void {
  const coins = balances.get(account) ?? new Map<string, Balance>();
  balances.set(account, coins.set(coin, balance));
}
