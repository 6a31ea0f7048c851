import type { Millis } from '../shared/core/clock.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { currentReading, type ExchangeReadings } from '../shared/ledger/readings/exchange-readings.ts';
import { covers, sourceBalance, termsFor } from '../shared/ledger/readings/payment-terms.ts';

/**
 * A reading may be of another account than the one that the exchange debits (A7). So what waits for a balance is tried
 * again after so long, whatever the readings say.
 */
export const tryAnywayAfterMs = 6 * 3_600_000;

/** The exchange said that there is too little, so it was certainly not taken. */
export function isHeldForBalance({ state }: Pick<Instruction, 'state'>): boolean {
  return state.status === 'approved' && state.heldReason === 'insufficient-balance';
}

/**
 * Whether it may be tried again as far as the balance tells, once its back-off is over. Only a reading of after the
 * exchange said no tells anything; the next tick makes one. Where none can be made the back-off alone decides.
 */
export function mayTryForBalance(instruction: Instruction, readings: ExchangeReadings, now: Millis): boolean {
  const { content, updatedAt: heldAt } = instruction;
  if (!isHeldForBalance(instruction) || content.kind === 'asset-transfer') return true;
  if (now - heldAt >= tryAnywayAfterMs || currentReading('balances', readings.balances, now) === undefined) return true;
  const balance = sourceBalance(readings, content, now);
  if (balance === undefined) return true;
  return balance.readAt > heldAt && covers(balance, content, termsFor(readings, content, now));
}
