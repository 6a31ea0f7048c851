import type { Clock } from '../base/clock.ts';
import type { InstructionId } from '../base/ids.ts';
import { cancel } from '../ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import type { Stamp } from '../ledger/instruction/move.ts';
import { isSamePerson } from '../ledger/instruction/person.ts';
import type { Bus } from '../ledger/outbox/bus.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { requireInstruction } from '../ledger/require-instruction.ts';
import { settleReservations } from '../ledger/settle-reservations.ts';
import type { InstructionStore } from '../ledger/store/instruction-store.ts';
import type { Reservations } from '../ledger/store/reservations.ts';
import { changeInstruction } from './change-instruction.ts';
import { NotCancelableError, NotYourInstructionError } from './errors.ts';

export interface CancelParts {
  readonly instructions: InstructionStore;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
}

/**
 * The one who asked for an instruction takes it back, as long as it was not sent. An attempt that is under way, or of which
 * nobody knows, cannot be called back. Safe to run twice.
 */
export async function cancelInstruction(parts: CancelParts, id: InstructionId, by: string): Promise<Instruction> {
  const { instructions, clock } = parts;
  const { next } = await changeInstruction(instructions, await requireInstruction(instructions, id), (seen) => ({
    next: decideCancel(seen, { at: clock.now(), by }),
  }));
  await settleReservations(parts.reservations, next, clock.now());
  return publishStatus(parts.bus, instructions, next);
}

/** Throws where this person may not, or where it is too late. */
export function decideCancel(instruction: Instruction, stamp: Stamp): Instruction {
  const { content, state } = instruction;
  if (!isSamePerson(content.requestedBy, stamp.by)) throw new NotYourInstructionError(content.instructionId);
  if (state.status === 'canceled') return instruction;
  const isBefore = state.status === 'awaiting-approval' || state.status === 'approved';
  if (!isBefore) throw new NotCancelableError(content.instructionId, state.status);
  return cancel(instruction, stamp);
}
