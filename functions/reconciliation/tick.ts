import { isTreasuryError } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { publishPauseChanges } from '../shared/ledger/messaging/pause-events.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { type TickCounts, zeroCounts } from './advance.ts';
import { announceBan } from './announce-ban.ts';
import { announceDuePolicy } from './announce-policy.ts';
import { withCircuitBreaker } from './circuit-breaker.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { followRecords } from './follow-records.ts';
import { isolateFailure } from './isolate-failure.ts';
import { listOpen } from './list-open.ts';
import {
  createInDoubtLookup,
  type InDoubtLookup,
  settleInstructionReservations,
  settleOrphanedReservations,
} from './orphaned-reservations.ts';
import { requeueApproved } from './requeue-approved.ts';
import { retryTaskCallback } from './retry-task-callback.ts';
import { scanMovements } from './scan-movements.ts';
import { markStaleSending } from './stale-sending.ts';

export interface TickResult extends Readonly<TickCounts> {
  readonly open: number;
  /** Movements at the exchange that are no instruction of ours. */
  readonly unknownMovements: number;
  /** Every instruction that was open when the tick began, as it stands when it ends. */
  readonly instructions: readonly Instruction[];
}

/**
 * Moves every open instruction on as far as it can go. Safe to run twice, and at the same time as everything else. What
 * is in doubt comes first: a function's time is short, and what waits to be sent or told can wait for the next tick.
 */
export async function tick(given: ReconciliationDependencies): Promise<TickResult> {
  const dependencies = withCircuitBreaker(given);
  await continueOnError(dependencies, 'a ban could not be announced', () => announceBan(dependencies));
  await continueOnError(dependencies, 'a change of the pause could not be told', async () =>
    publishPauseChanges(dependencies, await dependencies.pauses.read()),
  );
  await continueOnError(dependencies, 'a change of the policy could not be announced', () =>
    announceDuePolicy(dependencies),
  );
  const open = await markStaleSending(dependencies, await listOpen(dependencies));
  const counts = zeroCounts();
  const moved = await followRecords(dependencies, open, counts);
  const rest = await requeueApproved(
    dependencies,
    open.filter(({ content }) => !moved.has(content.instructionId)),
  );
  const lookup = createInDoubtLookup(dependencies);
  const instructions = [...moved.values()];
  for (const instruction of rest) {
    instructions.push(
      await isolateFailure(dependencies, instruction, () => finishInstruction(dependencies, lookup, instruction)),
    );
  }
  await continueOnError(dependencies, 'the places under the limits could not be listed', () =>
    settleOrphanedReservations(dependencies, open),
  );
  return { open: open.length, ...counts, unknownMovements: await scanMovements(dependencies), instructions };
}

/**
 * What a crash left undone after the last step: its reservations under the limits, its events, and who waits for its
 * end.
 */
async function finishInstruction(
  dependencies: ReconciliationDependencies,
  lookup: InDoubtLookup,
  instruction: Instruction,
): Promise<Instruction> {
  await settleInstructionReservations(dependencies, lookup, instruction);
  if (instruction.publishedVersion === instruction.version) return retryTaskCallback(dependencies, instruction);
  return publishStatusEvents(dependencies.bus, dependencies.instructions, instruction);
}

/** What is not about one instruction must not keep the instructions waiting. */
async function continueOnError(
  dependencies: ReconciliationDependencies,
  what: string,
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    dependencies.report(what, { error });
  }
}
