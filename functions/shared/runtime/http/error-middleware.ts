import type { Logger } from '@aws-lambda-powertools/logger';
import type middy from '@middy/core';
import { isTreasuryError } from '../../core/errors.ts';
import { loggedError } from '../logger.ts';
import { isHttpEvent } from './request.ts';
import { errorResponse } from './responses.ts';

/**
 * Turns an error into an HTTP answer, and writes it down. For other events the error goes on: a queue or the bus then
 * tries again and at last keeps the event aside.
 */
export function httpErrors(logger: Logger): middy.MiddlewareObj<unknown, unknown> {
  return {
    onError: ({ event, error, response }) => {
      const logged = loggedError(error);
      if (isTreasuryError(error)) logger.warn('the request ended with an error', { error: logged });
      else logger.error('the request failed', { error: logged });
      if (response !== undefined) return response;
      return isHttpEvent(event) ? errorResponse(error) : undefined;
    },
  };
}
