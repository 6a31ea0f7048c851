import { type Amount, isZero, smaller, subtractToZero } from '../../shared/core/amount.ts';
import type { Millis } from '../../shared/core/clock.ts';
import type { InstructionId } from '../../shared/core/ids.ts';
import type { Sweep } from '../../shared/ledger/policy/sweep.ts';
import type { ForecastBalances } from './forecast-balances.ts';
import type { PlannedPayment } from './forecast-input.ts';

/** What is in need of money that is not there. */
export type Need =
  | { readonly kind: 'payment'; readonly instructionId: InstructionId }
  /** What a sweep is to leave in the account that it moves from. */
  | { readonly kind: 'reserve'; readonly sweepId: string }
  /** What a sweep is to move. */
  | { readonly kind: 'sweep'; readonly sweepId: string }
  /** What leaves on an average day. */
  | { readonly kind: 'average-day' };

/** The first moment at which something is not covered. */
export interface Shortfall {
  readonly at: Millis;
  readonly account: string;
  readonly coin: string;
  readonly lacking: Amount;
  readonly need: Need;
}

/** Keeps the first shortfall of each need. */
export class Shortfalls {
  readonly #found = new Map<string, Shortfall>();

  /** Notes what is lacking, where something is. */
  note(shortfall: Shortfall): void {
    const { account, coin, need } = shortfall;
    const key = JSON.stringify([account, coin, need]);
    if (!isZero(shortfall.lacking) && !this.#found.has(key)) this.#found.set(key, shortfall);
  }

  /** In the order of their times. */
  all(): readonly Shortfall[] {
    return [...this.#found.values()].toSorted((a, b) => a.at - b.at);
  }
}

/** What a payment lacks. Undefined where it is covered, or where it is not known what there is. */
export function lackOf(
  { account, coin, amount }: Pick<PlannedPayment, 'account' | 'coin' | 'amount'>,
  balances: ForecastBalances,
): Amount | undefined {
  const balance = balances.get(account, coin);
  if (balance === undefined) return undefined;
  const lacking = subtractToZero(amount, balance.free);
  return isZero(lacking) ? undefined : lacking;
}

/** What the reserve of a sweep lacks in the account that it moves from. */
export function lackOfReserve({ amount, from, coin }: Sweep, balances: ForecastBalances): Amount | undefined {
  const balance = balances.get(from, coin);
  return 'above' in amount && balance !== undefined ? subtractToZero(amount.above, balance.free) : undefined;
}

/** What a run lacks of what it is to move: of an amount, or of a target. A reserve and a share lack nothing. */
export function lackOfRun({ amount, from, to, coin, max }: Sweep, balances: ForecastBalances): Amount | undefined {
  const source = balances.get(from, coin);
  if (source === undefined) return undefined;
  if ('fixed' in amount) return subtractToZero(amount.fixed, source.free);
  const target = balances.get(to, coin);
  if (!('topUpTo' in amount) || target === undefined) return undefined;
  const missing = subtractToZero(amount.topUpTo, target.total);
  return subtractToZero(max === undefined ? missing : smaller(missing, max), source.free);
}
