import type { Clock } from '../shared/core/clock.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatus } from '../shared/ledger/messaging/status-events.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import { changeInstruction } from './change-instruction.ts';
import { type Decided, decideResolution } from './decide-resolution.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionParts {
  readonly instructions: InstructionStore;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
}

/**
 * Takes one person's word on money in doubt, settles its place under the limits when two agree, and publishes it. Safe to
 * run twice: what a crash left undone after the write is done by the next run, or by the tick. Nothing is ever sent from here.
 */
export async function resolveDoubt(
  parts: ResolutionParts,
  id: InstructionId,
  by: string,
  word: ResolutionRequest,
): Promise<Decided> {
  const { instructions, clock } = parts;
  const { kind, next } = await changeInstruction(instructions, await requireInstruction(instructions, id), (seen) =>
    decideResolution(seen, word, { at: clock.now(), by }),
  );
  await settleReservations(parts.reservations, next, clock.now());
  return { kind, next: await publishStatus(parts.bus, instructions, next) };
}
