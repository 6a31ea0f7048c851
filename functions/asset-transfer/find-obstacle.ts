import { compare, decimalsOf } from '../shared/core/amount.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { type Obstacle, waits } from '../shared/ledger/obstacle.ts';
import { isRunTooLate } from '../shared/ledger/policy/start-within.ts';
import { decideSweep, type SweepBalances } from '../shared/ledger/sweeps/decide-sweep.ts';
import { matchesPlan, type SweepPlan } from './plan.ts';

/** All that is in force at one moment and bears on one run of a sweep. */
export interface SweepContext {
  /** Undefined where the policy has no such sweep, or none any more. */
  readonly plan: SweepPlan | undefined;
  readonly approvalExpiryMs: number;
  /** Whether a pause covers it. */
  readonly isPaused: boolean;
  /** As read in this run. Not there before they are: then only what does not depend on them is asked. */
  readonly balances?: SweepBalances;
}

/**
 * Every condition of a transfer that was decided earlier, for the first look and the last. Beside these a sweep has its
 * account and coin to itself: that claim nobody takes over while the instruction is open.
 */
export function findObstacle(instruction: Instruction, context: SweepContext, stamp: Stamp): Obstacle | undefined {
  const { plan, approvalExpiryMs, isPaused, balances } = context;
  const readiness = readinessOf(instruction, approvalExpiryMs, stamp);
  if (readiness.kind === 'end') return readiness;
  // Also while it is paused or held: it would not be sent any more, and keeps later runs from moving.
  if (instruction.state.status === 'approved' && plan !== undefined) {
    if (isRunTooLate(plan.sweep, plan.run, stamp.at)) return { kind: 'forbidden', reason: 'too-late' };
  }
  if (readiness.kind !== 'go') return readiness;
  if (plan === undefined || !matchesPlan(instruction, plan)) return { kind: 'forbidden', reason: 'sweep-changed' };
  if (isPaused) return waits('paused');
  if (!plan.sweep.enabled) return { kind: 'forbidden', reason: 'disabled' };
  const reason = balances === undefined ? undefined : quantityFlaw(instruction, plan, balances);
  return reason === undefined ? undefined : { kind: 'forbidden', reason };
}

/**
 * Whether the sweep as it is now still moves at least as much by these balances: so no reserve is broken, no target
 * overshot, and no share exceeded by what was decided under another policy or on an older picture.
 */
export function quantityFlaw(
  { content }: Instruction,
  { sweep, decimals }: SweepPlan,
  balances: SweepBalances,
): ReasonCode | undefined {
  const decision = decideSweep(sweep, balances, decimals);
  if (decision.kind === 'nothing') return decision.reason;
  if (compare(decision.quantity, content.quantity) < 0) return 'balance-changed';
  if (sweep.min !== undefined && compare(content.quantity, sweep.min) < 0) return 'below-min';
  return decimalsOf(content.quantity) > decimals ? 'too-many-decimals' : undefined;
}
