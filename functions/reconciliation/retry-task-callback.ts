import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { nextCallbackRetry } from '../shared/ledger/instruction/waiting-task.ts';
import { republishLastEvent } from '../shared/ledger/messaging/status-events.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/**
 * An ended instruction whose events are out is still open for one reason: an execution waits to be told of its end. Its
 * last event is published again, which calls `task-outcome` again. Where somebody was told and the index does not know,
 * it leaves the index now.
 */
export async function retryTaskCallback(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
): Promise<Instruction> {
  if (!isTerminal(instruction.state.status)) return instruction;
  if (instruction.taskToken === undefined) {
    await dependencies.instructions.markPublished(instruction);
    return instruction;
  }
  const now = dependencies.clock.now();
  const next = nextCallbackRetry(instruction, instruction.updatedAt, now);
  if (next === 'give-up') {
    const { instructionId } = instruction.content;
    dependencies.report('a waiting execution could not be told for a week', { instructionId });
    await dependencies.instructions.recordTaskReport(instruction, { at: now, result: 'given-up' });
  }
  // Claimed first: a crash in between costs one pause, and two ticks at once ask once.
  if (next === 'ask' && (await dependencies.instructions.claimTaskRetry(instruction, now))) {
    await republishLastEvent(dependencies.bus, instruction);
  }
  return instruction;
}
