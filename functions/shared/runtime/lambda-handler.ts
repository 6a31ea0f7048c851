import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { logContext } from './log-context.ts';
import type { Log } from './ports.ts';

/**
 * What Lambda calls, with every line of its log saying which invocation wrote it.
 *
 * Lambda itself ends an invocation that is out of time, and its instance with it. Middy would answer a little earlier:
 * then the instance stays, and what was cut off there goes on in the next invocation, long after its message was given
 * back.
 */
export function lambdaHandler<Event, Result>(
  log: Pick<Log, 'resetKeys' | 'addContext'>,
  handle: (event: Event, context: Context) => Promise<Result>,
) {
  return middy(handle, { timeoutEarlyInMillis: 0 }).use(logContext(log));
}
