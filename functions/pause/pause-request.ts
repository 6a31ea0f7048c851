import * as v from 'valibot';
import { visibleTextSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';

const scopes = '"all", the only scope of this version: kind:, coin:, destination: and sweep: are still to come';

const schema = v.strictObject({ scope: v.literal('all', scopes), reason: visibleTextSchema(1, 256) });

/** Reads the body of `PUT /pause`. Throws InvalidInputError. */
export function parsePauseRequest(body: unknown): v.InferOutput<typeof schema> {
  return validate('pause', schema, body);
}
