import * as v from 'valibot';
import { type HeldReason, heldReasons, isHeldReason } from '../../core/held-reasons.ts';
import { exchangeOrderId, exchangeOrderIdPattern } from '../../core/ids.ts';
import { identityEpochSchema } from '../../core/person.ts';
import { amountSchema, instructionIdSchema } from '../../core/schemas.ts';
import { signedWordSchema } from '../../passkeys/signed-word.ts';
import { isStatus, statuses } from './allowed-transitions.ts';
import { isReasonCode, type ReasonCode, reasonCodes } from './reasons.ts';

/*
 * Parts of an instruction as its item has them. Times in them are numbers of milliseconds: the history's links are made
 * from them. What people are shown of them is in view-parts.ts.
 */

export const millisSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
export const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const orderIdSchema = v.pipe(v.string(), v.regex(exchangeOrderIdPattern), v.transform(exchangeOrderId));

const isReasonOrHeldReason = (text: string): text is ReasonCode | HeldReason =>
  isReasonCode(text) || isHeldReason(text);

export const kindSchema = v.picklist(
  ['asset-transfer', 'withdrawal', 'fiat-withdrawal'],
  '"asset-transfer", "withdrawal" or "fiat-withdrawal"',
);

export const statusSchema = v.pipe(
  v.string(),
  v.guard(isStatus, `one of ${statuses.map((status) => `"${status}"`).join(', ')}`),
  v.metadata({ enum: statuses }),
);
export const reasonSchema = v.pipe(
  v.string(),
  v.guard(isReasonCode, 'a reason code'),
  v.metadata({ enum: Object.keys(reasonCodes) }),
);
export const heldReasonSchema = v.pipe(
  v.string(),
  v.guard(isHeldReason, 'a reason why it waits'),
  v.metadata({ enum: Object.keys(heldReasons) }),
);
/** Why it stands there, or why it waits there. */
export const reasonOrHeldReasonSchema = v.pipe(
  v.string(),
  v.guard(isReasonOrHeldReason, 'a reason code, or a reason why it waits'),
  v.metadata({ enum: [...new Set([...Object.keys(reasonCodes), ...Object.keys(heldReasons)])] }),
);

/** Who, when, and by what people were named then. */
const stampFields = {
  at: millisSchema,
  by: v.string(),
  identity: v.exactOptional(identityEpochSchema),
};

export const approvalSchema = v.strictObject({
  ...stampFields,
  groups: v.array(v.string()),
  digest: sha256Schema,
  word: v.exactOptional(signedWordSchema),
});

export const nearMatchSchema = v.strictObject({
  exchangeOrderId: v.string(),
  time: millisSchema,
  status: v.exactOptional(v.string()),
});

/** What was settled before receipts were kept has none. */
export const receiptFields = {
  txId: v.exactOptional(v.pipe(v.string(), v.description("Of a settled one: the transaction's hash on its chain."))),
  fee: v.exactOptional(v.pipe(amountSchema, v.description('Of a settled one: what the exchange took for it.'))),
  feeCoin: v.exactOptional(v.string()),
};

export const proposalSchema = v.strictObject({
  decision: v.picklist(['settled', 'failed']),
  ...stampFields,
  evidence: v.string(),
  agreedBefore: v.exactOptional(
    v.pipe(v.array(v.strictObject(stampFields)), v.description('Who said the same before, where it takes three.')),
  ),
});

export const attemptSchema = v.strictObject({
  number: millisSchema,
  clientOrderId: instructionIdSchema,
  timestamp: millisSchema,
  recvWindow: millisSchema,
  takenAt: v.exactOptional(millisSchema),
  outcome: v.exactOptional(v.picklist(['accepted', 'refused', 'held', 'unknown', 'absent'])),
  exchangeCode: v.exactOptional(v.string()),
});

export const historyEntrySchema = v.strictObject({
  version: millisSchema,
  previous: sha256Schema,
  ...stampFields,
  from: v.union([statusSchema, v.literal('new')]),
  to: statusSchema,
  reason: v.exactOptional(reasonOrHeldReasonSchema),
  exchangeCode: v.exactOptional(v.string()),
  evidence: v.exactOptional(v.string()),
  wordDigest: v.exactOptional(sha256Schema),
  word: v.exactOptional(signedWordSchema),
});
