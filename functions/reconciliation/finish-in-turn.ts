import { iso } from '../shared/core/clock.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { keepAndPublish } from '../shared/ledger/keep-payment.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { isolateFailure } from './isolate-failure.ts';
import { createInDoubtLookup, type InDoubtLookup, settleInstructionReservations } from './orphaned-reservations.ts';
import { remindPeople } from './remind-people.ts';
import { isWaiting, type RequeueRules, readRules, requeueOne } from './requeue-approved.ts';
import { retryTaskCallback } from './retry-task-callback.ts';
import { inTurn, type Turn } from './turns.ts';

/**
 * Sends what waits to its queue, ends what waited too long, and does what a crash left undone after the last step. Of
 * those that were not moved in this tick; they are in `moved` as they stand then.
 */
export async function finishInTurn(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
  moved: Map<string, Instruction>,
  turn: Turn,
): Promise<void> {
  const rest = open.filter(({ content }) => !moved.has(content.instructionId));
  const waiting = rest.filter(isWaiting);
  const rules = waiting.length > 0 ? await readRules(dependencies, waiting) : undefined;
  const lookup = createInDoubtLookup(dependencies);
  await inTurn(rest, orderOf, turn, async (instruction) => {
    const requeued = await requeue(dependencies, instruction, rules);
    const done = await isolateFailure(dependencies, requeued, () => finish(dependencies, lookup, requeued));
    const finished = await remind(dependencies, done, rules);
    if (finished !== instruction) moved.set(instruction.content.instructionId, finished);
  });
}

/** The oldest first. */
function orderOf({ createdAt, content }: Instruction): string {
  return `${iso(createdAt)} ${content.instructionId}`;
}

async function requeue(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  rules: RequeueRules | undefined,
): Promise<Instruction> {
  if (rules === undefined || !isWaiting(instruction)) return instruction;
  return isolateFailure(dependencies, instruction, () => requeueOne(dependencies, instruction, rules));
}

/** Last of all: money does not wait for words. */
async function remind(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  rules: RequeueRules | undefined,
): Promise<Instruction> {
  if (rules === undefined || !isWaiting(instruction)) return instruction;
  return isolateFailure(dependencies, instruction, () => remindPeople(dependencies, instruction, rules.policy));
}

/** Its reservations under the limits, what is kept of payments, its events, and who waits for its end. */
async function finish(
  dependencies: ReconciliationDependencies,
  lookup: InDoubtLookup,
  instruction: Instruction,
): Promise<Instruction> {
  await settleInstructionReservations(dependencies, lookup, instruction);
  if (instruction.publishedVersion === instruction.version) return retryTaskCallback(dependencies, instruction);
  return keepAndPublish(dependencies, instruction);
}
