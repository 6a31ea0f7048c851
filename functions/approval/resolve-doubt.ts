import type { InstructionId } from '../shared/core/ids.ts';
import type { FirstEpoch, Person } from '../shared/core/person.ts';
import { type KeepingDependencies, keepAndPublish } from '../shared/ledger/keep-payment.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import { changeInstruction } from './change-instruction.ts';
import { decideResolution, type ResolutionResult } from './decide-resolution.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionDependencies extends KeepingDependencies {
  readonly reservations: Reservations;
}

/**
 * Takes one person's decision on money in doubt, settles its reservation under the limits when two agree, keeps what
 * was paid, and publishes it. Safe to run twice: what a crash left undone after the write is done by the next run, or
 * by the tick. Nothing is ever sent from here.
 */
export async function resolveDoubt(
  dependencies: ResolutionDependencies,
  id: InstructionId,
  person: Person,
  request: ResolutionRequest,
  firstEpoch?: FirstEpoch,
): Promise<ResolutionResult> {
  const { instructions, clock } = dependencies;
  const doubtful = await requireInstruction(instructions, id);
  // What counted as given back counts again before anybody's decision can end it.
  if (doubtful.state.status === 'needs-attention') {
    await settleReservations(dependencies.reservations, doubtful, clock.now());
  }
  const { kind, next } = await changeInstruction(instructions, doubtful, (seen) =>
    decideResolution(seen, request, { at: clock.now(), ...person }, firstEpoch),
  );
  await settleReservations(dependencies.reservations, next, clock.now());
  return { kind, next: await keepAndPublish(dependencies, next) };
}
