import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { paidSinceKey } from '../../core/item-keys.ts';
import { amountSchema, instructionIdSchema } from '../../core/schemas.ts';
import { millisSchema } from '../instruction/schemas.ts';
import { type Payment, type PaymentHistory, withPayment } from '../payments/payment-history.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';
import { updateVersioned, type Versioned, versionUnchanged } from './versioned.ts';

/** Payments that settle at the same moment wait for each other this often. */
const roundsMax = 20;

const paymentSchema = v.strictObject({ id: instructionIdSchema, quantity: amountSchema, paidAt: millisSchema });
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  first: paymentSchema,
  last: paymentSchema,
  largest: paymentSchema,
});
const sinceSchema = v.object({ since: millisSchema });

/** What is kept of settled payments: one item of a fixed size for each account and coin, and for each requester. */
export interface PaymentHistories {
  /** Undefined where no payment is kept. Throws CorruptItemError. */
  get(key: string): Promise<PaymentHistory | undefined>;
  /** From when on each payment is kept. Undefined where none was yet. Throws CorruptItemError. */
  since(): Promise<Millis | undefined>;
  /** Keeps a payment. Safe to run twice. `now` is noted where it is the first of all. Throws CorruptItemError. */
  note(key: string, payment: Payment, now: Millis): Promise<void>;
}

export function openPaymentHistories(table: Table): PaymentHistories {
  return {
    get: async (key) => (await read(table, key)).state,
    since: async () => {
      const item = await table.get(paidSinceKey);
      if (item === undefined) return undefined;
      const parsed = v.safeParse(sinceSchema, item);
      if (!parsed.success) throw new CorruptItemError(paidSinceKey);
      return parsed.output.since;
    },
    note: (key, payment, now) => note(table, key, payment, now),
  };
}

async function note(table: Table, key: string, payment: Payment, now: Millis): Promise<void> {
  await updateVersioned<PaymentHistory | undefined>({
    what: 'what is kept of settled payments',
    roundsMax,
    read: () => read(table, key),
    rule: (history) => withPayment(history, payment),
    write: async ({ version }, next) => {
      if (next === undefined) return true;
      // Before the first history: whoever finds one finds since when there are any.
      if (version === 0) await table.putNew({ pk: paidSinceKey, since: now });
      return table.update(key, { set: { version: version + 1, ...next }, ...versionUnchanged(version) });
    },
  });
}

async function read(table: Table, key: string): Promise<Versioned<PaymentHistory | undefined>> {
  const item = await table.get(key);
  if (item === undefined) return { version: 0, state: undefined };
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(key);
  const { version, first, last, largest } = parsed.output;
  return { version, state: { first, last, largest } };
}
