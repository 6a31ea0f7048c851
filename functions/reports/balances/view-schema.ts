import * as v from 'valibot';
import { accountIdSchema, amountSchema, instructionIdSchema, momentSchema } from '../../shared/core/schemas.ts';
import { kindSchema } from '../../shared/ledger/instruction/schemas.ts';

const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const age = described(count, 'Seconds since then.');

const reserved = {
  coin: v.string(),
  reserved: described(amountSchema, 'What approved payments with their fees, and sweeps under way, take from here.'),
  instructions: described(count, 'How many these are.'),
  feesUnknown: described(count, 'Of how many of them the fee is not known, and not in `reserved`.'),
};

const coinViewSchema = v.union([
  described(v.strictObject({ ...reserved, known: v.literal(false) }), 'It was not read, or its row cannot be read.'),
  v.strictObject({
    ...reserved,
    known: v.literal(true),
    free: described(amountSchema, 'What the exchange lets move.'),
    locked: amountSchema,
    total: amountSchema,
    available: described(amountSchema, '`free` without what is reserved; zero where that is more.'),
    lacking: v.exactOptional(described(amountSchema, 'What is reserved and not there. Absent where all is there.')),
  }),
]);

const accountViewSchema = v.strictObject({
  account: described(v.string(), 'Its name in the configuration.'),
  accountId: accountIdSchema,
  readAt: v.exactOptional(described(momentSchema, 'When it was read. Absent where it never was.')),
  ageSeconds: v.exactOptional(age),
  failed: v.exactOptional(
    described(
      v.strictObject({ at: momentSchema, ageSeconds: age, code: v.string() }),
      'The last look, where it failed: what stands here is of the one before.',
    ),
  ),
  coins: v.array(coinViewSchema),
});

/** What is in all accounts, and what is still to leave them. */
export const balancesViewSchema = v.strictObject({
  at: momentSchema,
  accounts: v.array(accountViewSchema),
  unassigned: described(
    v.array(
      v.strictObject({
        instructionId: instructionIdSchema,
        kind: kindSchema,
        coin: v.string(),
        quantity: amountSchema,
      }),
    ),
    'Payments of which it is not known from which account they leave. They are in no `reserved`.',
  ),
  complete: described(v.boolean(), 'False where more is under way than one answer looks at: `reserved` is more then.'),
  unreadable: v.exactOptional(
    described(
      v.array(v.string()),
      'Ids of instructions that are not as they were written. Absent where there are none.',
    ),
  ),
});
