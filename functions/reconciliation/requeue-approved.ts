import type { Millis } from '../shared/core/clock.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import { reject } from '../shared/ledger/instruction/transitions.ts';
import { fundingMessage } from '../shared/ledger/messaging/funding-message.ts';
import { releaseMessage } from '../shared/ledger/messaging/release-message.ts';
import { runOf, sweepMessage } from '../shared/ledger/messaging/sweep-message.ts';
import { findCoveringPause, type Pause } from '../shared/ledger/pause/pause.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { isRunTooLate } from '../shared/ledger/policy/start-within.ts';
import type { ExchangeReadings } from '../shared/ledger/readings/exchange-readings.ts';
import { isHeldForBalance, mayTryForBalance } from './await-balance.ts';
import { fundingOf, waitsForFunding, waitsForItsWithdrawal } from './await-funding.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { orReport } from './or-report.ts';
import { advancePendingApproval } from './pending-approvals.ts';

/** What those that wait are judged by. Read once a tick, however many there are. */
export interface RequeueRules {
  readonly policy: PolicyInForce;
  readonly pauses: readonly Pause[];
  /** Read only where something waits for a balance. */
  readonly readings: ExchangeReadings;
}

export function isWaiting({ state }: Instruction): boolean {
  return state.status === 'approved' || state.status === 'awaiting-approval';
}

/** Without them nothing is sent to the queues: the functions that send could not read them either. */
export function readRules(
  dependencies: ReconciliationDependencies,
  waiting: readonly Instruction[],
): Promise<RequeueRules | undefined> {
  return orReport(dependencies, 'the policy, the pause or the readings could not be read', async () => ({
    policy: await dependencies.policies.get(),
    pauses: await dependencies.pauses.get(),
    readings: waiting.some(isHeldForBalance) ? await dependencies.readings.get() : {},
  }));
}

/**
 * An approved instruction whose message was lost, or whose time to go again has come, is sent to its queue, and so is
 * one that has its approvals by now; one that waited too long, for people or for its release, ends. Answers it as it
 * stands then.
 */
export async function requeueOne(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  rules: RequeueRules,
): Promise<Instruction> {
  const stamp = { at: dependencies.clock.now(), by };
  const { policy, pauses, readings } = rules;
  if (instruction.state.status === 'awaiting-approval')
    return advancePendingApproval(dependencies, instruction, policy, stamp);
  const funding = await fundingOf(dependencies, instruction);
  if (funding === 'failed') {
    const unfunded = reject(instruction, 'funding-failed', stamp);
    await dependencies.instructions.update(instruction, unfunded);
    return unfunded;
  }
  const readiness = readinessOf(instruction, policy.approvalExpiryMs, stamp);
  if (readiness.kind === 'end') {
    await dependencies.instructions.update(instruction, readiness.next);
    return readiness.next;
  }
  if (isLateRun(instruction, policy, stamp.at)) {
    const late = reject(instruction, 'too-late', stamp);
    await dependencies.instructions.update(instruction, late);
    return late;
  }
  // While a pause covers it, it would only come back held. The first tick after the pause sends it to its queue.
  const isPaused = findCoveringPause(pauses, instruction.content) !== undefined;
  if (readiness.kind === 'leave' || isPaused) return instruction;
  if (!mayTryForBalance(instruction, readings, stamp.at)) return instruction;
  if (await waitsForFunding(dependencies, instruction, funding, policy)) return instruction;
  if (await waitsForItsWithdrawal(dependencies, instruction, policy)) return instruction;
  await enqueue(dependencies, instruction, policy, stamp.at);
  return instruction;
}

async function enqueue(
  { sweeps, releases }: ReconciliationDependencies,
  instruction: Instruction,
  policy: PolicyInForce,
  now: Millis,
): Promise<void> {
  const { content } = instruction;
  if (content.kind !== 'asset-transfer') return releases.send(releaseMessage(instruction));
  if ('sweepId' in content) return sweeps.send(sweepMessage(instruction, policy.sweeps));
  const { funds: withdrawal, destination: to, coin } = content;
  return sweeps.send(fundingMessage({ withdrawal, to, coin }, now));
}

/** A run of a sweep that waited for longer than it may start late: no pause and no hold keeps it open any more. */
function isLateRun(instruction: Instruction, { sweeps }: PolicyInForce, now: Millis): boolean {
  const run = runOf(instruction);
  const sweep = sweeps.find(({ id }) => id === run?.sweepId);
  return sweep !== undefined && run !== undefined && isRunTooLate(sweep, run, now);
}
