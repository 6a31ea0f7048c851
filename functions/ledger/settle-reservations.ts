import type { Instruction } from './instruction/instruction.ts';
import { claimsOf } from './limits/claims.ts';
import type { Reservations } from './store/reservations.ts';

/**
 * Notes under the limits what is now certain of an instruction: it moved, or its place is free again. To be called after
 * each step and before its events are published, so that an ended instruction leaves the open index only with its place
 * settled. Safe to run twice. Only withdrawals have places.
 */
export async function settleReservations(reservations: Reservations, instruction: Instruction): Promise<void> {
  const { content } = instruction;
  if (content.kind !== 'withdrawal') return;
  const claims = claimsOf(instruction);
  if (claims.length > 0) await reservations.apply(content.coin, claims);
}
