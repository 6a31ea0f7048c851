import type middy from '@middy/core';
import { isTreasuryError } from '../../core/errors.ts';
import { loggedError } from '../logger.ts';
import type { Log } from '../ports.ts';
import { isHttpEvent } from './request.ts';
import { errorResponse } from './responses.ts';

/**
 * Turns an error into an HTTP answer, and writes it down. For other events the error goes on: a queue or the bus then
 * tries again and at last keeps the event aside.
 */
export function httpErrors(log: Pick<Log, 'warn' | 'error'>): middy.MiddlewareObj<unknown, unknown> {
  return {
    onError: ({ event, error, response }) => {
      const logged = loggedError(error);
      if (isTreasuryError(error)) log.warn('the request ended with an error', { error: logged });
      else log.error('the request failed', { error: logged });
      if (response !== undefined) return response;
      return isHttpEvent(event) ? errorResponse(error) : undefined;
    },
  };
}
