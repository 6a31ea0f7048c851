import type { Millis } from '../core/clock.ts';
import type { Instruction } from './instruction/instruction.ts';
import { settledPaymentOf } from './payments/settled-payment.ts';
import { CorruptItemError } from './store/errors.ts';
import type { PaymentHistories } from './store/payment-histories.ts';

export interface PaymentNotes {
  readonly payments: PaymentHistories;
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/**
 * Keeps a payment that settled in the histories that approvers look at. To be called before its events are published:
 * until then it is open, and the tick comes back to what a crash left out. Safe to run twice. A history that cannot be
 * read costs itself: it is left as it is, and the payment goes on to its end.
 */
export async function notePayment(
  { payments, report }: PaymentNotes,
  instruction: Instruction,
  now: Millis,
): Promise<void> {
  const settled = settledPaymentOf(instruction);
  if (settled === undefined) return;
  for (const key of settled.keys) {
    try {
      await payments.note(key, settled.payment, now);
    } catch (error) {
      if (!(error instanceof CorruptItemError)) throw error;
      report('what is kept of settled payments could not be read', { error });
    }
  }
}
