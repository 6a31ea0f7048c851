import * as v from 'valibot';
import { identityEpochSchema } from '../../shared/core/person.ts';
import { accountIdSchema, amountSchema, digestSchema, momentSchema } from '../../shared/core/schemas.ts';
import { movementTypes } from '../../shared/statements/statement.ts';

const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));
const optional = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.exactOptional(described(schema, text));

/** What an account gains is above zero, what it loses below. */
export const signedAmountViewSchema = v.pipe(
  v.string(),
  v.regex(/^-?(0|[1-9]\d*)(\.\d+)?$/, 'a decimal text such as "-12.5"'),
);
const text = v.string();

const balanceSchema = v.strictObject({
  coin: text,
  opening: amountSchema,
  movements: described(signedAmountViewSchema, 'All amounts and fees of the coin.'),
  closing: amountSchema,
  difference: described(
    signedAmountViewSchema,
    'What opening and movements lack of the closing. Zero where it balances.',
  ),
});

const rowSchema = v.strictObject({
  id: described(text, "The exchange's id of the movement. Both sides of a trade have the same."),
  time: momentSchema,
  type: v.picklist(movementTypes),
  coin: text,
  amount: described(signedAmountViewSchema, 'Without the fee.'),
  fee: described(amountSchema, 'Taken beside the amount.'),
  feeCoin: text,
  balanceAfter: v.exactOptional(amountSchema),
  exchangeOrderId: text,
  clientOrderId: v.exactOptional(text),
  transactionHash: v.exactOptional(text),
  chain: v.exactOptional(text),
  counterparty: v.exactOptional(text),
  depositAddress: v.exactOptional(text),
  remark: v.exactOptional(text),
  instruction: optional(
    v.strictObject({ id: text, kind: text, requestedBy: text, approvedBy: v.array(text) }),
    'Our instruction behind it. Absent: unmatched.',
  ),
});

/** What a person wrote of a movement. */
export const noteViewSchema = v.strictObject({
  row: described(text, 'The id of the movement.'),
  text,
  by: text,
  at: momentSchema,
  identity: v.exactOptional(identityEpochSchema),
});

/** A day of an account. */
export const statementViewSchema = v.strictObject({
  id: described(text, 'The account and the day, such as `custody.2026-11-20`.'),
  account: text,
  date: described(text, 'A day as the exchange names it.'),
  state: described(
    v.picklist(['complete', 'provisional', 'lost', 'missing', 'unreadable']),
    '`complete` is final. `provisional` does not balance yet, and is read anew. `lost`: the exchange does not have the ' +
      'day any more. `missing`: there is no statement. `unreadable`: it is not as it was written.',
  ),
  accountId: v.exactOptional(accountIdSchema),
  offset: optional(text, 'The offset of the zone in which the day ends, such as `+08:00`.'),
  from: v.exactOptional(momentSchema),
  to: optional(momentSchema, 'It belongs to the next day.'),
  madeAt: optional(momentSchema, 'When it was written for good.'),
  readAt: optional(momentSchema, 'Of a provisional one.'),
  digest: optional(digestSchema, 'SHA-256 of the object in the bucket.'),
  previous: optional(digestSchema, 'That of the day before. Absent on the first day of an account.'),
  objectKey: v.exactOptional(text),
  reason: optional(text, 'Why it is lost.'),
  balances: v.exactOptional(v.array(balanceSchema)),
  remarks: v.exactOptional(
    v.array(
      v.strictObject({
        code: text,
        message: text,
        coin: v.exactOptional(text),
        amount: v.exactOptional(signedAmountViewSchema),
        row: optional(text, 'The id of the movement that it is about.'),
        date: v.exactOptional(text),
      }),
    ),
  ),
  rowCount: optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 'How many movements the day has, of all coins.'),
  rows: optional(v.array(rowSchema), 'Where they are asked for. A day with many goes on on the next page.'),
  notes: optional(v.array(noteViewSchema), 'Where rows are asked for.'),
});

export const statementPageSchema = v.strictObject({
  statements: v.array(statementViewSchema),
  next: v.exactOptional(described(text, 'The `after` of the next page. Absent on the last one.')),
});
