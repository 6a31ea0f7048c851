import * as v from 'valibot';
import { amountSchema } from '../../core/schemas.ts';

/* Parts of a whitelist entry that are the same in its item and in what people are shown. */

const filled = v.pipe(v.string(), v.nonEmpty());
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const entryStatusSchema = v.picklist(['proposed', 'proving', 'confirmed', 'cooling-off', 'active', 'revoked']);
export const entryStepSchema = v.picklist(['propose', 'prove', 'confirm', 'list', 'activate', 'revoke']);

/** What each kind of proof keeps. */
export const evidenceFields = {
  'micro-payment': {
    kind: v.literal('micro-payment'),
    quantity: amountSchema,
    depositAddress: filled,
    depositAmount: amountSchema,
  },
  'wallet-signature': {
    kind: v.literal('wallet-signature'),
    message: filled,
    signatureDigest: digest,
    answer: v.picklist(['accepted', 'known-before']),
  },
  document: { kind: v.literal('document'), text: filled },
};
