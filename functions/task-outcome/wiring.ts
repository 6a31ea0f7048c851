import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportOutcome } from './report-outcome.ts';
import { parseStatusEvent } from './status-event.ts';
import type { TaskCallback } from './task-callback.ts';

export interface TaskOutcomePorts extends Pick<Ports, 'table' | 'clock' | 'log' | 'newId'> {
  readonly tasks: TaskCallback;
}

/** `InstructionStatusChanged` of an instruction that has ended. What fails is asked for again by the tick. */
export function wire({ table, clock, log, newId, tasks }: TaskOutcomePorts) {
  const dependencies = { instructions: openInstructionStore(table, newId), tasks, clock };
  return lambdaHandler(log, async (event: unknown) => {
    const instructionId = parseStatusEvent(event);
    addInstructionToLog(log, instructionId);
    try {
      const report = await reportOutcome(dependencies, instructionId);
      if (report === undefined) return;
      const { result, error } = report;
      log.info('the end was reported', { result, ...(error === undefined ? {} : { error }) });
    } catch (error) {
      log.error('the end could not be reported', { error: loggedError(error) });
      throw error;
    }
  });
}
