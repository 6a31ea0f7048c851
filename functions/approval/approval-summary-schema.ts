import * as v from 'valibot';
import { amountSchema, digestSchema, instructionIdSchema, momentSchema } from '../shared/core/schemas.ts';
import { reasonSchema, statusSchema } from '../shared/ledger/instruction/schemas.ts';
import { entryStatusSchema } from '../shared/ledger/whitelist/schemas.ts';

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
  requires: v.strictObject({ quorum: whole, groups }),
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
  expiresAt: momentSchema,
  forbidden: v.exactOptional(v.pipe(reasonSchema, v.description('Why it would be rejected if it were released now.'))),
  notBefore: v.exactOptional(v.pipe(momentSchema, v.description('When the cool-off of its destination is over.'))),
});
