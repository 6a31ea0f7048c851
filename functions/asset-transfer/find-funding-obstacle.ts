import { type Amount, compare } from '../shared/core/amount.ts';
import type { FundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import { isHeldForFunding } from '../shared/ledger/funding/funding-progress.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { FundingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import { type Obstacle, waits } from '../shared/ledger/obstacle.ts';
import type { FundingBalances } from './decide-funding.ts';

/** All that is in force at one moment and bears on one transfer that funds a withdrawal. */
export interface FundingContext {
  /** Undefined where the policy does not let this account fund it, or no more. */
  readonly plan: FundingPlan | undefined;
  readonly approvalExpiryMs: number;
  /** The withdrawal as it stands. */
  readonly withdrawal: Instruction;
  /** Whether a pause covers the transfer or the withdrawal. */
  readonly isPaused: boolean;
  /** What the withdrawal needs with its fee, and what was read in this run. Not there before it was. */
  readonly look?: { readonly need: Amount; readonly balances: FundingBalances };
}

/**
 * Every condition of a transfer that funds a withdrawal, for the first look and the last. Money is moved only while the
 * withdrawal waits for nothing else, and only where it lacks something still.
 */
export function findFundingObstacle(
  transfer: Instruction,
  content: FundingContent,
  context: FundingContext,
  stamp: Stamp,
): Obstacle | undefined {
  const { plan, approvalExpiryMs, withdrawal, isPaused, look } = context;
  const readiness = readinessOf(transfer, approvalExpiryMs, stamp);
  if (readiness.kind === 'end') return readiness;
  // Also while it is held: it would not be sent any more, and keeps others from the accounts.
  if (transfer.state.status === 'approved' && isTerminal(withdrawal.state.status)) {
    return { kind: 'forbidden', reason: 'withdrawal-ended' };
  }
  if (readiness.kind !== 'go') return readiness;
  if (plan === undefined || plan.source !== content.source || plan.target !== content.address) {
    return { kind: 'forbidden', reason: 'funding-not-allowed' };
  }
  if (compare(content.quantity, plan.most) > 0) return { kind: 'forbidden', reason: 'over-funding-limit' };
  if (isPaused) return waits('paused');
  // One whose time is over is ended by the tick, which may not have come to it.
  const isOver = readinessOf(withdrawal, approvalExpiryMs, stamp).kind === 'end';
  if (isOver || !isHeldForFunding(withdrawal)) return { kind: 'leave' };
  if (look === undefined) return undefined;
  const { need, balances } = look;
  if (compare(balances.toFree, need) >= 0) return { kind: 'forbidden', reason: 'nothing-lacking' };
  return compare(balances.fromFree, content.quantity) < 0 ? waits('insufficient-balance') : undefined;
}
