import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { keepAndPublish } from '../shared/ledger/keep-payment.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/** What one tick has done. */
export interface TickCounts {
  /** Unknown ones that were found in the exchange's records. */
  found: number;
  settled: number;
  failed: number;
  /** Unknown ones that the exchange can never take any more. */
  provenAbsent: number;
  /** Those that people have to look at now. */
  needAttention: number;
}

export function zeroCounts(): TickCounts {
  return { found: 0, settled: 0, failed: 0, provenAbsent: 0, needAttention: 0 };
}

/** Writes one step of an instruction, settles its reservations, keeps what was paid, and publishes it. */
export async function advance(
  dependencies: ReconciliationDependencies,
  seen: Instruction,
  next: Instruction,
): Promise<Instruction> {
  await dependencies.instructions.update(seen, next);
  await settleReservations(dependencies.reservations, next, dependencies.clock.now());
  return keepAndPublish(dependencies, next);
}
