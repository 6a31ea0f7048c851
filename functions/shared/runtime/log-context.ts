import type { Logger } from '@aws-lambda-powertools/logger';
import type middy from '@middy/core';
import type { InstructionId } from '../core/ids.ts';

/**
 * Makes every line say which invocation wrote it, by Powertools' own names. The trace's id is there by itself. Used before
 * all other middleware: what an earlier invocation said of its instruction must not be said of this one's.
 */
export function logContext(logger: Logger): middy.MiddlewareObj<unknown, unknown> {
  return {
    before: ({ context }) => {
      logger.resetKeys();
      logger.addContext(context);
    },
  };
}

/** From here on every line is about this instruction, also those of what fails. */
export function addInstructionToLog(logger: Logger, instructionId: InstructionId): void {
  logger.appendKeys({ instructionId });
}
