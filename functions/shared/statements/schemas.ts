import * as v from 'valibot';
import { accountIdSchema, amountSchema } from '../core/schemas.ts';
import { parseSignedAmount, signedAmount } from '../core/signed-amount.ts';
import { type CoinTotal, movementTypes, type StatementRemark, type StatementRow } from './statement.ts';

const filled = v.pipe(v.string(), v.nonEmpty());
const millis = v.pipe(v.number(), v.integer(), v.minValue(0));
export const digestHexSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const dateSchema = v.pipe(v.string(), v.isoDate());

/** `+08:00`: the offset of a time zone, in hours and half hours. */
export const offsetPattern = /^[+-](0\d|1[0-4]):(00|30)$/;

/** In its canonical text alone: what is written again is the same to the byte. */
const signedAmountSchema = v.pipe(
  v.string(),
  v.check((text) => parseSignedAmount(text) === text, 'a decimal text such as "-12.5"'),
  v.transform(signedAmount),
);

const instructionSchema = v.object({
  id: filled,
  kind: filled,
  requestedBy: filled,
  approvedBy: v.array(filled),
});

export const statementRowSchema: v.GenericSchema<unknown, StatementRow> = v.object({
  id: filled,
  time: millis,
  type: v.picklist(movementTypes),
  coin: filled,
  amount: signedAmountSchema,
  fee: amountSchema,
  feeCoin: filled,
  balanceAfter: v.exactOptional(amountSchema),
  exchangeOrderId: v.string(),
  clientOrderId: v.exactOptional(v.string()),
  transactionHash: v.exactOptional(v.string()),
  chain: v.exactOptional(v.string()),
  counterparty: v.exactOptional(v.string()),
  depositAddress: v.exactOptional(v.string()),
  remark: v.exactOptional(v.string()),
  instruction: v.exactOptional(instructionSchema),
});

export const coinTotalSchema: v.GenericSchema<unknown, CoinTotal> = v.object({
  coin: filled,
  opening: amountSchema,
  movements: signedAmountSchema,
  closing: amountSchema,
  difference: signedAmountSchema,
});

export const statementRemarkSchema: v.GenericSchema<unknown, StatementRemark> = v.object({
  code: filled,
  message: v.string(),
  coin: v.exactOptional(v.string()),
  amount: v.exactOptional(signedAmountSchema),
  rowId: v.exactOptional(v.string()),
  date: v.exactOptional(dateSchema),
});

/** The fields of every day: see `StatementDay`. */
export const statementDayEntries = {
  account: filled,
  accountId: accountIdSchema,
  date: dateSchema,
  offset: v.pipe(v.string(), v.regex(offsetPattern)),
  from: millis,
  to: millis,
};

/** The fields of every statement that is written for good: see `StatementLink`. */
export const statementLinkEntries = {
  madeAt: millis,
  previous: v.exactOptional(digestHexSchema),
  registry: v.exactOptional(v.object({ at: millis, devices: millis, digest: digestHexSchema })),
};
