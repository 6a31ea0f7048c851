import * as v from 'valibot';
import { amountSchema, instructionIdSchema, momentSchema } from '../shared/core/schemas.ts';
import { fundingViewSchema } from '../shared/ledger/funding/view-schema.ts';
import { statusSchema } from '../shared/ledger/instruction/schemas.ts';
import { limitViewSchema } from '../shared/ledger/limits/view-schema.ts';
import { balanceViewSchema, termsViewSchema } from '../shared/ledger/readings/view-schema.ts';
import { entryStatusSchema } from '../shared/ledger/whitelist/schemas.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) => v.pipe(schema, v.description(text));

/** What an objection does to the payment. */
const effectSchema = v.pipe(
  v.picklist(['refuse', 'hold', 'reject-at-release']),
  v.description(
    'refuse: it is not taken. hold: it is taken, and waits with this held reason. reject-at-release: it is taken, and ' +
      'rejected when it is to leave, unless that has changed by then.',
  ),
);

const objectionSchema = v.strictObject({
  code: described(v.string(), 'An error code, a held reason or a reason. Stable.'),
  effect: effectSchema,
  field: v.string(),
  reason: described(v.string(), 'What speaks against it, in words.'),
  expected: described(v.string(), 'What would be right, or what ends the wait.'),
  until: v.exactOptional(momentSchema),
});

/** What would become of a request now. */
export const previewSchema = v.strictObject({
  wouldAnswer: described(v.picklist([200, 202, 409, 422]), 'The status that POST /withdrawals would answer with.'),
  objections: described(v.array(objectionSchema), 'Everything that speaks against it. Empty where nothing does.'),
  id: instructionIdSchema,
  existing: v.exactOptional(described(v.strictObject({ status: statusSchema }), 'What has this id already.')),
  kind: v.picklist(['withdrawal', 'fiat-withdrawal']),
  coin: v.string(),
  chain: v.exactOptional(v.string()),
  quantity: amountSchema,
  destination: v.strictObject({
    id: v.string(),
    status: v.union([entryStatusSchema, v.literal('unknown')]),
    address: v.exactOptional(described(v.string(), 'In full: an address or a bank account.')),
    tag: v.exactOptional(v.string()),
    addressBlocks: described(v.array(v.string()), 'The address in blocks of four characters.'),
    usableFrom: v.exactOptional(described(momentSchema, 'When its cool-off is over.')),
  }),
  exchange: termsViewSchema,
  balance: balanceViewSchema,
  fundFrom: v.exactOptional(v.string()),
  funding: v.exactOptional(described(fundingViewSchema, 'What would be moved first. Only with `fundFrom`.')),
  perInstruction: v.exactOptional(described(amountSchema, 'The most that one instruction may be.')),
  limits: v.array(limitViewSchema),
  approvals: v.strictObject({
    quorum: whole,
    groups: v.array(v.string()),
    passkeys: described(v.boolean(), 'Whether each approval takes a signature of the own device of who approves.'),
    mayNotApprove: described(v.array(v.string()), 'People whose approval would not count.'),
  }),
  pauses: described(
    v.array(v.strictObject({ scope: v.string(), reason: v.string(), by: v.string(), at: momentSchema })),
    'What is paused that it would wait for.',
  ),
});
