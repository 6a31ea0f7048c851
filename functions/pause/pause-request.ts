import * as v from 'valibot';
import { InvalidInputError } from '../shared/core/errors.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleTextSchema } from '../shared/core/visible-text.ts';
import { type Scope, scopeSchema } from '../shared/ledger/pause/scope.ts';
import { type SignedWord, signedWordSchema } from '../shared/passkeys/signed-word.ts';

/** The body of `PUT /pause`. */
export const pauseRequestSchema = v.strictObject({ scope: scopeSchema, reason: visibleTextSchema(1, 256) });

/** The query of `DELETE /pause`. */
export const resumeQuerySchema = v.strictObject({ scope: v.optional(scopeSchema, 'all') });

/** Reads the body of `PUT /pause`. Throws InvalidInputError. */
export function parsePauseRequest(body: unknown): v.InferOutput<typeof pauseRequestSchema> {
  return validate('pause', pauseRequestSchema, body);
}

/** The body of `DELETE /pause`, where there is one: what a device of the person signed for it. */
export const resumeBodySchema = v.strictObject({ word: signedWordSchema });

export interface ResumeRequest {
  readonly scope: Scope;
  readonly word?: SignedWord;
}

/**
 * Reads the query of `DELETE /pause`, and its body, which may have a signature and nothing else: a scope in it would be
 * lost on the way, and everything resumed. Throws InvalidInputError.
 */
export function parseResumeRequest(query: unknown, body: unknown): ResumeRequest {
  const { scope } = validate('query', resumeQuerySchema, query);
  if (body === undefined) return { scope };
  if (typeof body === 'object' && body !== null && 'scope' in body) {
    const expected = 'no scope: it is in the query, such as DELETE /pause?scope=coin:USDT';
    throw new InvalidInputError('resume', [{ field: 'body', reason: 'has a scope', expected }]);
  }
  return { scope, word: validate('resume', resumeBodySchema, body).word };
}
