import { type Amount, compare, decimalsOf } from '../../base/amount.ts';
import type { ReasonCode } from '../instruction/reasons.ts';
import type { Policy, WhitelistEntry } from './policy.ts';

/** What the gate looks at. */
export interface Wish {
  readonly destination: string;
  readonly coin: string;
  /** Absent where it is to a bank account. */
  readonly chain?: string;
  readonly quantity: Amount;
}

export type GateDecision =
  | { readonly kind: 'allowed'; readonly entry: WhitelistEntry }
  | { readonly kind: 'refused'; readonly reason: ReasonCode };

/** Whether a withdrawal may leave under this policy. Asked when it is requested, and again just before it is sent. */
export function gate(wish: Wish, policy: Policy): GateDecision {
  const entry = policy.whitelist.find(({ id }) => id === wish.destination);
  if (entry === undefined) return refused('destination-not-whitelisted');
  if (entry.coin !== wish.coin || entry.chain !== wish.chain) return refused('destination-mismatch');
  const limits = Object.hasOwn(policy.withdrawals, wish.coin) ? policy.withdrawals[wish.coin] : undefined;
  const coin = Object.hasOwn(policy.coins, wish.coin) ? policy.coins[wish.coin] : undefined;
  if (limits === undefined || coin === undefined) return refused('coin-not-allowed');
  if (decimalsOf(wish.quantity) > coin.decimals) return refused('too-many-decimals');
  if (compare(wish.quantity, limits.perInstruction) > 0) return refused('over-per-instruction');
  // More than a window ever takes would be turned away at its release in any case.
  const isOverWindow = limits.rolling.some(({ amount }) => amount !== undefined && compare(wish.quantity, amount) > 0);
  return isOverWindow ? refused('over-rolling-limit') : { kind: 'allowed', entry };
}

function refused(reason: ReasonCode): GateDecision {
  return { kind: 'refused', reason };
}
