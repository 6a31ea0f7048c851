import Big from 'big.js';
import * as v from 'valibot';
import { parseAmount } from '../../core/amount.ts';
import { amountSchema, coinSchema } from '../../core/schemas.ts';
import { parseSignedAmount, signedAmount } from '../../core/signed-amount.ts';

/** JSON arrives here with every number as text, so a field is text whether the exchange quoted it or not. */
export const text = v.string();

/** Ids of 18 and 19 digits, or with a letter in front, such as `W…`. */
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id'));

/** An unsigned decimal. An unquoted one may carry an exponent, such as `1e-7`. */
export const decimal = v.pipe(v.string(), v.transform(withoutExponent), amountSchema);

/** The same with an optional minus. */
export const signedDecimal = v.pipe(
  v.string(),
  v.transform((value) => (value.startsWith('-') ? `-${withoutExponent(value.slice(1))}` : withoutExponent(value))),
  v.check((value) => parseSignedAmount(value) !== undefined, 'a decimal, also below zero'),
  v.transform(signedAmount),
);

/**
 * What is shown to people and decides nothing, such as a fee: where it is missing, empty or not as documented, the row
 * is as good as any other.
 */
export const shownDecimal = v.fallback(v.optional(decimal), undefined);

/** A transaction's hash as a chain writes it. Shown only: another text is left out. */
export const shownHash = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,128}$/))), undefined);

/** A coin that is named for people. */
export const shownCoin = v.fallback(v.optional(coinSchema), undefined);

/** 13-digit milliseconds. */
export const millis = v.pipe(v.string(), v.regex(/^\d{13}$/, '13-digit milliseconds'), v.transform(Number));

/** What every money call answers when the exchange took it: its order id, and ours where it repeats it. */
export const accepted = v.pipe(
  v.object({ success: v.literal(true), orderId: id, clientOrderId: v.nullish(text) }),
  v.transform(({ orderId, clientOrderId }) => ({
    exchangeOrderId: orderId,
    clientOrderId: clientOrderId ?? undefined,
  })),
);

/** The rows of a list. One that is not as documented must not hide the others, and is counted. */
export interface RecordList<Row> {
  readonly records: readonly Row[];
  readonly unreadable: number;
}

/** Reads a list row by row. */
export function recordListOf<Row>(schema: v.GenericSchema<unknown, Row>): v.GenericSchema<unknown, RecordList<Row>> {
  return v.pipe(
    v.array(v.unknown()),
    v.transform((all) => {
      const records = all.flatMap((each) => {
        const parsed = v.safeParse(schema, each);
        return parsed.success ? [parsed.output] : [];
      });
      return { records, unreadable: all.length - records.length };
    }),
  );
}

function withoutExponent(value: string): string {
  const amount = parseAmount(value);
  if (amount !== undefined) return amount;
  if (!/^\d+(\.\d+)?[eE][+-]?\d{1,2}$/.test(value)) return value;
  return new Big(value).toFixed();
}
