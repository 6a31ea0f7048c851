import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { TreasuryError } from '../shared/core/errors.ts';
import type { TaskResult } from './task-result.ts';

/** Step Functions could not be told, or refused us. The tick asks again. */
export class TaskCallbackError extends TreasuryError {
  constructor(cause: Error) {
    super('task-callback-failed', 'The waiting execution could not be told', { cause });
  }
}

export type CallbackResult = { readonly kind: 'told' } | { readonly kind: 'nobody-waits'; readonly error: string };

/** Tells a waiting Step Functions execution how its task ended. */
export interface TaskCallback {
  /** Throws TaskCallbackError. */
  notify(token: string, result: TaskResult): Promise<CallbackResult>;
}

export function openTaskCallback(): TaskCallback {
  const client = new SFNClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  return {
    notify: async (token, result) => {
      try {
        if (result.kind === 'success') {
          await client.send(new SendTaskSuccessCommand({ taskToken: token, output: result.output }));
        } else {
          const { error, cause } = result;
          await client.send(new SendTaskFailureCommand({ taskToken: token, error, cause }));
        }
        return { kind: 'told' };
      } catch (error) {
        return toCallbackResult(error, token);
      }
    },
  };
}

/**
 * `TaskTimedOut` is also what a second call gets after a first that was taken, such as the SDK's own retry, or a run
 * after a crash: either way nobody waits any more.
 */
function toCallbackResult(error: unknown, token: string): CallbackResult {
  if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) {
    return { kind: 'nobody-waits', error: error.name };
  }
  // Only name and message: the request has the token, and a message may quote it.
  const { name, message } = error instanceof Error ? error : new Error('not an error');
  throw new TaskCallbackError(new Error(`${name}: ${message.replaceAll(token, 'the task token')}`));
}
