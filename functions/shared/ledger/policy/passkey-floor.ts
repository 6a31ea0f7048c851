import { type Amount, zero } from '../../core/amount.ts';
import { assert } from '../../core/errors.ts';
import { ownValue } from './change/draft.ts';
import { tighterApprovals } from './change/tighter-approvals.ts';
import { type PasskeyLevel, stricterLevel } from './passkeys.ts';
import type { Policy, WithdrawalLimits } from './policy.ts';

/**
 * The least that a stage asks for by its deployment. The policy is in the table, and whoever can write the table could
 * have it ask for no signatures any more: never for less than this.
 */
export interface PasskeyFloor {
  readonly level: PasskeyLevel;
  /** Of each coin with a tier that asks for signatures: over how much they are asked for. */
  readonly over: Readonly<Record<string, Amount>>;
}

/** The policy, with signatures wherever the policy or the stage asks for them. */
export function raisedTo<Any extends Policy>(floor: PasskeyFloor, policy: Any): Any {
  const withdrawals = Object.entries(policy.withdrawals).map(([coin, limits]) => {
    const over = ownValue(floor.over, coin);
    return [coin, over === undefined ? limits : signedOver(over, limits)] as const;
  });
  const passkeys = stricterLevel(floor.level, policy.passkeys);
  return { ...policy, passkeys, withdrawals: Object.fromEntries(withdrawals) };
}

/** Its tiers, of which those for more than `over` ask for signatures. */
function signedOver(over: Amount, limits: WithdrawalLimits): WithdrawalLimits {
  const anybody = { quorum: 1, groups: [] };
  const approvals = tighterApprovals(limits.approvals, [
    { over: zero, ...anybody },
    { over, ...anybody, passkeys: true },
  ]);
  assert(approvals !== undefined, 'one person more is never asked for');
  return { ...limits, approvals: [...approvals] };
}
