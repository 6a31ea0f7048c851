import { Logger } from '@aws-lambda-powertools/logger';
import { isTreasuryError } from '../core/errors.ts';

/** One line of JSON per entry, with Powertools' field names. The service name comes from POWERTOOLS_SERVICE_NAME. */
export function openLogger(): Logger {
  return new Logger();
}

export interface LoggedError {
  readonly code: string;
  readonly message: string;
  readonly cause?: LoggedError;
  readonly stack?: string;
}

const depthMax = 4;

/**
 * What of an error may be written down: code, message and causes. Other fields stay out: a library's error may
 * carry a request, and a request carries a signature.
 */
export function loggedError(error: unknown, depth = 1): LoggedError {
  if (!(error instanceof Error) && !isTreasuryError(error)) return { code: 'not-an-error', message: typeof error };
  const known = isTreasuryError(error);
  const cause = error.cause === undefined || depth >= depthMax ? {} : { cause: loggedError(error.cause, depth + 1) };
  const stack = error.stack === undefined || known ? {} : { stack: error.stack };
  const code = known ? error.code : error.name;
  return { code, message: error.message, ...cause, ...stack };
}
