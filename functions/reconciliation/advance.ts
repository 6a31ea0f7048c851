import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { publishStatus } from '../shared/ledger/messaging/status-events.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { ReconciliationParts } from './dependencies.ts';

/** What one tick has done. */
export interface Counts {
  /** Unknown ones that were found in the exchange's records. */
  found: number;
  settled: number;
  failed: number;
  /** Unknown ones that the exchange can never take any more. */
  provenAbsent: number;
  /** Those that people have to look at now. */
  needAttention: number;
}

export function noCounts(): Counts {
  return { found: 0, settled: 0, failed: 0, provenAbsent: 0, needAttention: 0 };
}

/** Writes one step of an instruction, notes its places under the limits, and publishes it. */
export async function step(parts: ReconciliationParts, seen: Instruction, next: Instruction): Promise<Instruction> {
  await parts.instructions.update(seen, next);
  await settleReservations(parts.reservations, next, parts.clock.now());
  return publishStatus(parts.bus, parts.instructions, next);
}
