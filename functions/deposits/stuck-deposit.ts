import { type Amount, compare } from '../shared/core/amount.ts';
import type { Millis } from '../shared/core/clock.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { DepositStep, TrackedDeposit } from './deposit.ts';
import { meaningOf, type StuckReason } from './deposit-status.ts';

/** What a deposit is judged by. */
export interface DepositRules {
  /** The exchange's time of the look. */
  readonly seenAt: Millis;
  readonly limits: Policy['depositLimitMs'];
  /** The least that the exchange credits of a deposit. Undefined where that is not known. */
  readonly minimumOf: (deposit: TrackedDeposit) => Amount | undefined;
}

/** Whether it has waited for longer than it may. */
export function isOverdue(
  deposit: TrackedDeposit,
  { seenAt, limits }: Pick<DepositRules, 'seenAt' | 'limits'>,
): boolean {
  const isWaiting = deposit.creditedAt === undefined && meaningOf(deposit).phase === 'waiting';
  return isWaiting && seenAt - deposit.time >= limits[deposit.kind];
}

/**
 * Why people have to look at a deposit. Where it will not be credited by itself, at once; where it only waits, once that
 * takes too long.
 */
export function stuckReason(deposit: TrackedDeposit, rules: DepositRules): StuckReason | undefined {
  const meaning = meaningOf(deposit);
  if (meaning.phase === 'credited') return undefined;
  if (meaning.phase !== 'waiting') return meaning.reason;
  if (!isOverdue(deposit, rules)) return undefined;
  const minimum = rules.minimumOf(deposit);
  const isBelow = minimum !== undefined && compare(deposit.quantity, minimum) < 0;
  return isBelow ? 'below-minimum' : meaning.reason;
}

/** What is still to be told of a deposit, in its order. */
export function untoldSteps(deposit: TrackedDeposit, reason: StuckReason | undefined): readonly DepositStep[] {
  const steps: DepositStep[] = ['seen'];
  if (deposit.creditedAt !== undefined) steps.push('credited');
  if (reason !== undefined) steps.push(`stuck:${reason}`);
  return steps.filter((step) => !deposit.told.includes(step));
}

/** Whether somebody must see to it now: of what failed or came back people were told, and nothing is left to do here. */
export function isStuck(deposit: TrackedDeposit, rules: DepositRules): boolean {
  const { phase } = meaningOf(deposit);
  return isOverdue(deposit, rules) || (phase === 'stopped' && deposit.creditedAt === undefined);
}
