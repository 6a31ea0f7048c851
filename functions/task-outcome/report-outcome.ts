import type { Clock } from '../shared/core/clock.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import type { TaskReport } from '../shared/ledger/instruction/waiting-task.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { TaskCallback } from './task-callback.ts';
import { taskResultOf } from './task-result.ts';

export interface OutcomeDependencies {
  readonly instructions: Pick<InstructionStore, 'get' | 'recordTaskReport'>;
  readonly tasks: TaskCallback;
  readonly clock: Clock;
}

/**
 * Tells the execution that waits for an instruction how it ended, and notes that. Answers undefined where nobody waits
 * or there is no end. Safe to run twice: after a crash between telling and noting, the second call finds nobody
 * waiting.
 */
export async function reportOutcome(
  { instructions, tasks, clock }: OutcomeDependencies,
  id: InstructionId,
): Promise<TaskReport | undefined> {
  const instruction = await instructions.get(id);
  if (instruction?.taskToken === undefined) return undefined;
  const result = taskResultOf(instruction);
  if (result === undefined) return undefined;
  const callback = await tasks.notify(instruction.taskToken, result);
  const report: TaskReport = {
    at: clock.now(),
    result: callback.kind,
    ...(callback.kind === 'nobody-waits' ? { error: callback.error } : {}),
  };
  await instructions.recordTaskReport(instruction, report);
  return report;
}
