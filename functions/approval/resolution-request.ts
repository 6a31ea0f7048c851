import * as v from 'valibot';
import { digestSchema, visibleTextSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';

const decisions = '"settled" (the money moved) or "failed" (it did not)';

const schema = v.strictObject({
  decision: v.picklist(['settled', 'failed'], decisions),
  /** What the decision rests on, such as a transaction hash or the exchange's written word. */
  evidence: visibleTextSchema(1, 1_000),
  digest: digestSchema,
});

export type ResolutionRequest = v.InferOutput<typeof schema>;

/** Reads the body of `POST /instructions/{id}/resolution`. Throws InvalidInputError. */
export function parseResolutionRequest(body: unknown): ResolutionRequest {
  return validate('resolution', schema, body);
}
