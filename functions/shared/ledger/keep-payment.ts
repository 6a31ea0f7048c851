import type { Clock } from '../core/clock.ts';
import type { Instruction } from './instruction/instruction.ts';
import type { Bus } from './messaging/bus.ts';
import { publishAllStatusEvents } from './messaging/status-events.ts';
import { settledPaymentOf } from './payments/settled-payment.ts';
import { CorruptItemError } from './store/errors.ts';
import type { InstructionStore } from './store/instruction-store.ts';
import type { PaymentHistories } from './store/payment-histories.ts';

export interface KeepingDependencies {
  readonly payments: PaymentHistories;
  readonly instructions: InstructionStore;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/**
 * Keeps a payment that settled in the histories that approvers look at, and publishes what is new. In this order: until
 * its events are published it is open, and the tick comes back to what a crash left out. Safe to run twice.
 */
export async function keepAndPublish(
  dependencies: KeepingDependencies,
  instruction: Instruction,
): Promise<Instruction> {
  await keepPayment(dependencies, instruction);
  return publishAllStatusEvents(dependencies.bus, dependencies.instructions, instruction);
}

/** A history that cannot be read costs itself: it is left as it is, and the payment goes on to its end. */
async function keepPayment({ payments, clock, report }: KeepingDependencies, instruction: Instruction): Promise<void> {
  const settled = settledPaymentOf(instruction);
  if (settled === undefined) return;
  for (const key of settled.keys) {
    try {
      await payments.note(key, settled.payment, clock.now());
    } catch (error) {
      if (!(error instanceof CorruptItemError)) throw error;
      report('what is kept of settled payments could not be read', { error });
    }
  }
}
