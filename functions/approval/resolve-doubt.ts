import type { Clock } from '../base/clock.ts';
import type { InstructionId } from '../base/ids.ts';
import { NotFoundError } from '../ledger/errors.ts';
import type { Bus } from '../ledger/outbox/bus.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { settleReservations } from '../ledger/settle-reservations.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import type { InstructionStore } from '../ledger/store/instruction-store.ts';
import type { Reservations } from '../ledger/store/reservations.ts';
import { type Decided, decideResolution } from './decide-resolution.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionParts {
  readonly instructions: InstructionStore;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** People who decide at the same moment wait for each other this often. */
const roundsMax = 5;

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
  const { kind, next } = await write(parts, id, by, word);
  await settleReservations(parts.reservations, next, parts.clock.now());
  return { kind, next: await publishStatus(parts.bus, parts.instructions, next) };
}

async function write(
  { instructions, clock }: ResolutionParts,
  id: InstructionId,
  by: string,
  word: ResolutionRequest,
): Promise<Decided> {
  let seen = await instructions.get(id);
  if (seen === undefined) throw new NotFoundError(`instruction ${id}`);
  for (let round = 1; ; round += 1) {
    const decided = decideResolution(seen, word, { at: clock.now(), by });
    try {
      if (decided.next !== seen) await instructions.update(seen, decided.next);
      return decided;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || round === roundsMax) throw error;
      // Somebody else was faster: this word may now be the second one.
      seen = error.current;
    }
  }
}
