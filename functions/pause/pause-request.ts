import * as v from 'valibot';
import { InvalidInputError } from '../shared/core/errors.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleTextSchema } from '../shared/core/visible-text.ts';
import { type Scope, scopeSchema } from '../shared/ledger/pause/scope.ts';

/** The body of `PUT /pause`. */
export const pauseRequestSchema = v.strictObject({ scope: scopeSchema, reason: visibleTextSchema(1, 256) });

/** The query of `DELETE /pause`. */
export const resumeQuerySchema = v.strictObject({ scope: v.optional(scopeSchema, 'all') });

/** Reads the body of `PUT /pause`. Throws InvalidInputError. */
export function parsePauseRequest(body: unknown): v.InferOutput<typeof pauseRequestSchema> {
  return validate('pause', pauseRequestSchema, body);
}

/**
 * Reads the query of `DELETE /pause`. A scope in a body would be lost on the way, and everything resumed. Throws
 * InvalidInputError.
 */
export function parseResumeRequest(query: unknown, body: string): Scope {
  if (body !== '') {
    const expected = 'no body: the scope is in the query, such as DELETE /pause?scope=coin:USDT';
    throw new InvalidInputError('resume', [{ field: 'body', reason: 'is there', expected }]);
  }
  return validate('query', resumeQuerySchema, query).scope;
}
