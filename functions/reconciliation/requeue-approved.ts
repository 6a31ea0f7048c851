import { isTreasuryError } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import { releaseMessage } from '../shared/ledger/messaging/release-message.ts';
import { sweepMessage } from '../shared/ledger/messaging/sweep-message.ts';
import { type Pause, pausing } from '../shared/ledger/pause/pause.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { by, type ReconciliationParts } from './dependencies.ts';
import { guarded } from './isolate-failure.ts';
import { moveWaiting } from './pending-approvals.ts';

/** What those that wait are judged by. Read once a tick, however many there are. */
interface Rules {
  readonly policy: Policy;
  readonly pauses: readonly Pause[];
}

/**
 * Approved instructions whose message was lost, or whose time to go again has come, are handed on, and so is one that has
 * its approvals by now; those that waited too long, for people or for their release, end. Answers all as they stand then.
 */
export async function handOn(parts: ReconciliationParts, open: readonly Instruction[]): Promise<Instruction[]> {
  const rules = open.some(isWaiting) ? await readRules(parts) : undefined;
  if (rules === undefined) return [...open];
  const handed: Instruction[] = [];
  for (const instruction of open) {
    const isOurs = isWaiting(instruction);
    handed.push(isOurs ? await guarded(parts, instruction, () => handOnOne(parts, instruction, rules)) : instruction);
  }
  return handed;
}

function isWaiting({ state }: Instruction): boolean {
  return state.status === 'approved' || state.status === 'awaiting-approval';
}

async function readRules(parts: ReconciliationParts): Promise<Rules | undefined> {
  try {
    return { policy: await parts.policies.get(), pauses: await parts.pauses.get() };
  } catch (error) {
    // Without them nothing is handed on: the functions that send could not read them either.
    if (!isTreasuryError(error)) throw error;
    parts.report('the policy or the pause could not be read', { error });
    return undefined;
  }
}

async function handOnOne(parts: ReconciliationParts, instruction: Instruction, rules: Rules): Promise<Instruction> {
  const stamp = { at: parts.clock.now(), by };
  const { policy, pauses } = rules;
  if (instruction.state.status === 'awaiting-approval') return moveWaiting(parts, instruction, policy, stamp);
  const readiness = readinessOf(instruction, policy.approvalExpiryMs, stamp);
  if (readiness.kind === 'end') {
    await parts.instructions.update(instruction, readiness.next);
    return readiness.next;
  }
  // While a pause covers it, it would only come back held. The first tick after the pause hands it on.
  const isPaused = pausing(pauses, instruction.content) !== undefined;
  if (readiness.kind === 'leave' || isPaused) return instruction;
  if (instruction.content.kind === 'asset-transfer') await parts.sweeps.send(sweepMessage(instruction));
  else await parts.releases.send(releaseMessage(instruction));
  return instruction;
}
