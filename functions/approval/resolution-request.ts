import * as v from 'valibot';
import { digestSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleTextSchema } from '../shared/core/visible-text.ts';
import { signedWordSchema } from '../shared/passkeys/signed-word.ts';

const decisions = '"settled" (the money moved) or "failed" (it did not)';

/** The body of `POST /instructions/{id}/resolution`. */
export const resolutionRequestSchema = v.strictObject({
  decision: v.picklist(['settled', 'failed'], decisions),
  evidence: v.pipe(
    visibleTextSchema(1, 1_000),
    v.description("What the decision rests on, such as a transaction hash or the exchange's written word."),
  ),
  digest: digestSchema,
  /** What a device of the person signed for it. */
  word: v.exactOptional(signedWordSchema),
});

export type ResolutionRequest = v.InferOutput<typeof resolutionRequestSchema>;

/** Throws InvalidInputError. */
export function parseResolutionRequest(body: unknown): ResolutionRequest {
  return validate('resolution', resolutionRequestSchema, body);
}
