import type { Millis } from '../core/clock.ts';
import type { Instruction } from './instruction/instruction.ts';
import { booksFor } from './limits/book-name.ts';
import { settlementsOf } from './limits/settlements.ts';
import type { Reservations } from './store/reservations.ts';

/**
 * Notes under the limits what is now certain of an instruction: it moved, or its reservations are free again. To be
 * called after each step and before its events are published, so that an ended instruction leaves the open index only
 * with its reservations settled. Safe to run twice. Sweeps have none: limits are for what leaves the company.
 */
export async function settleReservations(
  reservations: Reservations,
  instruction: Instruction,
  now: Millis,
): Promise<void> {
  const { content } = instruction;
  if (content.kind === 'asset-transfer') return;
  const settlements = settlementsOf(instruction, now);
  if (settlements.length > 0) await reservations.apply(booksFor(content), settlements);
}
