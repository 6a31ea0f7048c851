import { smaller } from '../../../core/amount.ts';
import type { Policy, RollingLimit, WithdrawalLimits } from '../policy.ts';
import { type Merged, ofBoth, ownValue } from './draft.ts';
import { tighterApprovals } from './tighter-approvals.ts';

type PerDestination = NonNullable<WithdrawalLimits['perDestination']>;

/** The coins that both let leave, with limits that forbid all that either forbids. */
export function tighterWithdrawals(a: Policy, b: Policy): Record<string, Merged<WithdrawalLimits>> {
  // A coin without settings may not leave. One that only one of both has could come back into the other's limits.
  const coins = Object.keys(a.withdrawals).filter(
    (coin) => Object.hasOwn(a.coins, coin) === Object.hasOwn(b.coins, coin),
  );
  return Object.fromEntries(
    coins.flatMap((coin) => {
      const [one, other] = [ownValue(a.withdrawals, coin), ownValue(b.withdrawals, coin)];
      const limits = one && other && tighterLimits(one, other);
      return limits === undefined ? [] : [[coin, limits]];
    }),
  );
}

function tighterLimits(a: WithdrawalLimits, b: WithdrawalLimits): Merged<WithdrawalLimits> | undefined {
  const approvals = tighterApprovals(a.approvals, b.approvals);
  if (approvals === undefined) return undefined;
  return {
    perInstruction: smaller(a.perInstruction, b.perInstruction),
    rolling: tighterRolling(a.rolling, b.rolling),
    perDestination: ofBoth(a.perDestination, b.perDestination, tighterPerDestination),
    approvals,
  };
}

function tighterPerDestination(a: PerDestination, b: PerDestination): Merged<PerDestination> {
  return {
    perInstruction: ofBoth(a.perInstruction, b.perInstruction, smaller),
    rolling: tighterRolling(a.rolling, b.rolling),
  };
}

/** One limit for every window that either has. */
function tighterRolling(a: readonly RollingLimit[], b: readonly RollingLimit[]): Merged<RollingLimit>[] {
  const all = [...a, ...b];
  const windows = [...new Set(all.map(({ windowMs }) => windowMs))].toSorted((one, other) => one - other);
  return windows.map((windowMs) => {
    const limits = all.filter((limit) => limit.windowMs === windowMs);
    const amounts = limits.flatMap(({ amount }) => amount ?? []);
    const counts = limits.flatMap(({ count }) => count ?? []);
    const [amount, ...others] = amounts;
    return {
      windowMs,
      amount: amount && others.reduce(smaller, amount),
      count: counts.length === 0 ? undefined : Math.min(...counts),
    };
  });
}
