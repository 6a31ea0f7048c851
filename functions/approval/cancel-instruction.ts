import type { Clock } from '../shared/core/clock.ts';
import { type InstructionId, isSamePerson } from '../shared/core/ids.ts';
import type { Person } from '../shared/core/person.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { cancel } from '../shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import { changeInstruction } from './change-instruction.ts';
import { NotCancelableError, NotYourInstructionError } from './errors.ts';

export interface CancelDependencies {
  readonly instructions: InstructionStore;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
}

/**
 * The one who asked for an instruction takes it back, as long as it was not sent. An attempt that is under way, or of
 * which nobody knows, cannot be called back. Safe to run twice.
 */
export async function cancelInstruction(
  dependencies: CancelDependencies,
  id: InstructionId,
  person: Person,
): Promise<Instruction> {
  const { instructions, clock } = dependencies;
  const { next } = await changeInstruction(instructions, await requireInstruction(instructions, id), (seen) => ({
    next: decideCancel(seen, { at: clock.now(), ...person }),
  }));
  await settleReservations(dependencies.reservations, next, clock.now());
  return publishStatusEvents(dependencies.bus, instructions, next);
}

/**
 * Throws where this person may not, or where it is too late. By the name alone, whatever it was then: a cancellation
 * only stops.
 */
export function decideCancel(instruction: Instruction, stamp: Stamp): Instruction {
  const { content, state } = instruction;
  if (!isSamePerson(content.requestedBy, stamp.by)) throw new NotYourInstructionError(content.instructionId);
  if (state.status === 'canceled') return instruction;
  const isBefore = state.status === 'awaiting-approval' || state.status === 'approved';
  if (!isBefore) throw new NotCancelableError(content.instructionId, state.status);
  return cancel(instruction, stamp);
}
