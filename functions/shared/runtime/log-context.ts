import type middy from '@middy/core';
import type { InstructionId } from '../core/ids.ts';
import type { Log } from './ports.ts';

/**
 * Makes every line say which invocation wrote it, by Powertools' own names. The trace's id is there by itself. Used
 * before all other middleware: what an earlier invocation said of its instruction must not be said of this one's.
 */
export function logContext(log: Pick<Log, 'resetKeys' | 'addContext'>): middy.MiddlewareObj<unknown, unknown> {
  return {
    before: ({ context }) => {
      log.resetKeys();
      log.addContext(context);
    },
  };
}

/** From here on every line is about this instruction, also those of what fails. */
export function addInstructionToLog(log: Pick<Log, 'appendKeys'>, instructionId: InstructionId): void {
  log.appendKeys({ instructionId });
}
