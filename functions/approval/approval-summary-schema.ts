import * as v from 'valibot';
import { amountSchema, digestSchema, instructionIdSchema, momentSchema } from '../shared/core/schemas.ts';
import { fundingViewSchema } from '../shared/ledger/funding/view-schema.ts';
import { reasonSchema, statusSchema } from '../shared/ledger/instruction/schemas.ts';
import { limitViewSchema } from '../shared/ledger/limits/view-schema.ts';
import { scopeSchema } from '../shared/ledger/pause/scope.ts';
import { balanceViewSchema, termsViewSchema } from '../shared/ledger/readings/view-schema.ts';
import { entryStatusSchema } from '../shared/ledger/whitelist/schemas.ts';
import { riskSchema } from './risks/risk-schema.ts';

const groups = v.array(v.string());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Who brought the destination in, who confirmed it, and how old it is. */
const destinationSchema = v.union([
  v.strictObject({ id: v.string(), status: v.literal('unknown') }),
  v.strictObject({
    id: v.string(),
    status: entryStatusSchema,
    proposedBy: v.string(),
    proposedAt: momentSchema,
    ageInDays: whole,
    confirmedBy: v.array(v.strictObject({ by: v.string(), at: momentSchema })),
  }),
]);

/** What is known of earlier payments of one sort. */
const historySchema = v.variant('status', [
  v.strictObject({
    status: v.literal('paid'),
    first: v.pipe(momentSchema, v.description('When the first one was paid, of those that are kept.')),
    last: v.pipe(momentSchema, v.description('When the latest one was paid.')),
    largest: v.exactOptional(v.pipe(amountSchema, v.description('The largest one. Of an account only.'))),
  }),
  v.strictObject({ status: v.literal('none') }),
  v.strictObject({ status: v.literal('unreadable') }),
]);

const paymentsSchema = v.strictObject({
  keptSince: v.exactOptional(
    v.pipe(momentSchema, v.description('Older payments are not in here. Absent where none was kept yet.')),
  ),
  toAccount: v.pipe(
    historySchema,
    v.description('To the same account in the same coin, whatever its entry is called.'),
  ),
  byRequester: v.pipe(historySchema, v.description('Asked for by the same person, of any coin.')),
});

/** A pause that stops it now. */
const coveringPauseSchema = v.strictObject({
  scope: scopeSchema,
  by: v.string(),
  at: momentSchema,
  reason: v.string(),
  resumeProposedBy: v.exactOptional(v.pipe(v.string(), v.description('The first of two people who end it.'))),
});

const verdictSchema = v.variant('allowed', [
  v.strictObject({ allowed: v.literal(true) }),
  v.strictObject({
    allowed: v.literal(false),
    code: v.pipe(v.string(), v.description('The error code that the decision would be answered with.')),
    message: v.string(),
  }),
]);

/** All that an approver has to see. The digest is sent back with the decision. */
export const approvalSummarySchema = v.strictObject({
  id: instructionIdSchema,
  kind: v.picklist(['withdrawal', 'fiat-withdrawal']),
  status: statusSchema,
  quantity: amountSchema,
  coin: v.string(),
  chain: v.optional(v.string()),
  tag: v.optional(v.string()),
  address: v.optional(v.pipe(v.string(), v.description('Whole. Absent where the whitelist had no such destination.'))),
  addressBlocks: v.pipe(v.array(v.string()), v.description('The address in blocks of four characters.')),
  destination: destinationSchema,
  requestedBy: v.string(),
  requestedAt: momentSchema,
  note: v.optional(v.string()),
  digest: digestSchema,
  requires: v.strictObject({
    quorum: whole,
    groups,
    passkeys: v.pipe(
      v.boolean(),
      v.description('Whether an approval takes a signature of the own device of who approves.'),
    ),
  }),
  approvals: v.pipe(
    v.array(v.strictObject({ by: v.string(), at: momentSchema, groups })),
    v.description('Those that count by the policy in force now.'),
  ),
  missing: v.strictObject({ people: whole, groups }),
  mayNotApprove: v.pipe(v.array(v.string()), v.description('People whose approval does not count.')),
  destinationUnconfirmed: v.exactOptional(
    v.pipe(
      v.boolean(),
      v.description('People are named in another way since it came in. It takes people who confirm it again.'),
    ),
  ),
  mayDecide: v.pipe(
    v.strictObject({ approve: verdictSchema, decline: verdictSchema }),
    v.description('Whether a decision of the caller would be taken now.'),
  ),
  risks: v.pipe(v.array(riskSchema), v.description('What is worth a second look. Nothing of it forbids anything.')),
  exchange: termsViewSchema,
  balance: balanceViewSchema,
  limits: v.exactOptional(
    v.pipe(
      v.array(limitViewSchema),
      v.description('What each limit has left now, as the preview shows it. Absent where that cannot be read.'),
    ),
  ),
  fundFrom: v.exactOptional(
    v.pipe(v.string(), v.description('The name of the account that what is lacking is moved from first.')),
  ),
  funding: v.exactOptional(v.pipe(fundingViewSchema, v.description('What would be moved. Only with `fundFrom`.'))),
  payments: paymentsSchema,
  pauses: v.pipe(v.array(coveringPauseSchema), v.description('Those that stop it now, as long as they stand.')),
  expiresAt: momentSchema,
  forbidden: v.exactOptional(v.pipe(reasonSchema, v.description('Why it would be rejected if it were released now.'))),
  notBefore: v.exactOptional(v.pipe(momentSchema, v.description('When the cool-off of its destination is over.'))),
});
