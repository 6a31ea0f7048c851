import { type Amount, compare } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { InstructionId } from '../../core/ids.ts';

/** One payment that settled. */
export interface Payment {
  readonly id: InstructionId;
  readonly quantity: Amount;
  /** When the exchange took it where its records told that, else when it was settled here. */
  readonly paidAt: Millis;
}

/**
 * What is kept of all payments of a kind: to one account in one coin, or asked for by one person. It has the same size
 * however many they are. Amounts of a person's payments are of different coins, so only an account has a largest one.
 */
export interface PaymentHistory {
  readonly first: Payment;
  readonly last: Payment;
  readonly largest: Payment;
}

/**
 * The history with one payment more. The same payment once more changes nothing, and the order does not matter: so it
 * may be written again after a crash, and without a list of what was counted.
 */
export function withPayment(history: PaymentHistory | undefined, payment: Payment): PaymentHistory {
  if (history === undefined) return { first: payment, last: payment, largest: payment };
  const { first, last, largest } = history;
  const next: PaymentHistory = {
    first: isEarlier(payment, first) ? payment : first,
    last: isEarlier(last, payment) ? payment : last,
    largest: isSmaller(largest, payment) ? payment : largest,
  };
  const isSame = next.first === first && next.last === last && next.largest === largest;
  return isSame ? history : next;
}

/** By time, and by id where the time is the same: two of one moment have one order, whoever is written first. */
function isEarlier(a: Payment, b: Payment): boolean {
  return a.paidAt === b.paidAt ? a.id < b.id : a.paidAt < b.paidAt;
}

function isSmaller(a: Payment, b: Payment): boolean {
  const order = compare(a.quantity, b.quantity);
  return order === 0 ? isEarlier(b, a) : order < 0;
}
