import { isTreasuryError } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import { releaseMessage } from '../shared/ledger/messaging/release-message.ts';
import { sweepMessage } from '../shared/ledger/messaging/sweep-message.ts';
import { findCoveringPause, type Pause } from '../shared/ledger/pause/pause.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { isolateFailure } from './isolate-failure.ts';
import { advancePendingApproval } from './pending-approvals.ts';

/** What those that wait are judged by. Read once a tick, however many there are. */
interface RequeueRules {
  readonly policy: PolicyInForce;
  readonly pauses: readonly Pause[];
}

/**
 * Approved instructions whose message was lost, or whose time to go again has come, are handed on, and so is one that
 * has its approvals by now; those that waited too long, for people or for their release, end. Answers all as they stand
 * then.
 */
export async function requeueApproved(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
): Promise<Instruction[]> {
  const rules = open.some(isWaiting) ? await readRules(dependencies) : undefined;
  if (rules === undefined) return [...open];
  const requeued: Instruction[] = [];
  for (const instruction of open) {
    const isOurs = isWaiting(instruction);
    requeued.push(
      isOurs
        ? await isolateFailure(dependencies, instruction, () => requeueOne(dependencies, instruction, rules))
        : instruction,
    );
  }
  return requeued;
}

function isWaiting({ state }: Instruction): boolean {
  return state.status === 'approved' || state.status === 'awaiting-approval';
}

async function readRules(dependencies: ReconciliationDependencies): Promise<RequeueRules | undefined> {
  try {
    return { policy: await dependencies.policies.get(), pauses: await dependencies.pauses.get() };
  } catch (error) {
    // Without them nothing is handed on: the functions that send could not read them either.
    if (!isTreasuryError(error)) throw error;
    dependencies.report('the policy or the pause could not be read', { error });
    return undefined;
  }
}

async function requeueOne(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  rules: RequeueRules,
): Promise<Instruction> {
  const stamp = { at: dependencies.clock.now(), by };
  const { policy, pauses } = rules;
  if (instruction.state.status === 'awaiting-approval')
    return advancePendingApproval(dependencies, instruction, policy, stamp);
  const readiness = readinessOf(instruction, policy.approvalExpiryMs, stamp);
  if (readiness.kind === 'end') {
    await dependencies.instructions.update(instruction, readiness.next);
    return readiness.next;
  }
  // While a pause covers it, it would only come back held. The first tick after the pause hands it on.
  const isPaused = findCoveringPause(pauses, instruction.content) !== undefined;
  if (readiness.kind === 'leave' || isPaused) return instruction;
  if (instruction.content.kind === 'asset-transfer') await dependencies.sweeps.send(sweepMessage(instruction));
  else await dependencies.releases.send(releaseMessage(instruction));
  return instruction;
}
