import * as v from 'valibot';
import { digestSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleTextSchema } from '../shared/core/visible-text.ts';
import { signedWordSchema } from '../shared/passkeys/signed-word.ts';

/** Why, for those who read it later. */
const reason = visibleTextSchema(1, 256);

export const approvalRequestSchema = v.variant(
  'decision',
  [
    v.strictObject({
      decision: v.literal('approve'),
      digest: digestSchema,
      reason: v.exactOptional(reason),
      /** What a device of the person signed for it. */
      word: v.exactOptional(signedWordSchema),
    }),
    /** Who asked for it wants to know why. */
    v.strictObject({ decision: v.literal('decline'), digest: digestSchema, reason }),
  ],
  '"approve" or "decline"',
);

export type ApprovalRequest = v.InferOutput<typeof approvalRequestSchema>;

/** Reads the body of `POST /instructions/{id}/approvals`. Throws InvalidInputError. */
export function parseApprovalRequest(body: unknown): ApprovalRequest {
  return validate('approval', approvalRequestSchema, body);
}
