import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { addInstructionToLog, logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { reportOutcome } from './report-outcome.ts';
import { parseStatusEvent } from './status-event.ts';
import { openTaskCallback } from './task-callback.ts';

const variables = readEnvironment(['TABLE_NAME']);
const logger = openLogger();
const dependencies = {
  instructions: openInstructionStore(openTable(variables.TABLE_NAME), randomUUID),
  tasks: openTaskCallback(),
  clock: systemClock,
};

/** `InstructionStatusChanged` of an instruction that has ended. What fails is asked for again by the tick. */
export const handler = middy(async (event: unknown) => {
  const instructionId = parseStatusEvent(event);
  addInstructionToLog(logger, instructionId);
  try {
    const report = await reportOutcome(dependencies, instructionId);
    if (report === undefined) return;
    const { result, error } = report;
    logger.info('the end was reported', { result, ...(error === undefined ? {} : { error }) });
  } catch (error) {
    logger.error('the end could not be reported', { error: loggedError(error) });
    throw error;
  }
}).use(logContext(logger));
