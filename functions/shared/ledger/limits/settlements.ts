import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { InstructionId } from '../../core/ids.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { Attempt, Instruction } from '../instruction/instruction.ts';

/** What is certain about the reservation that an attempt has under the limits of its coin. */
export type Settlement =
  | { readonly kind: 'moved'; readonly id: string; readonly movedAt: Millis }
  | { readonly kind: 'free'; readonly id: string }
  /** It had counted as given back, and may have moved after all: until people decide it counts again. */
  | { readonly kind: 'doubted'; readonly id: string; readonly quantity: Amount }
  /** For an attempt that was not written when this was said. */
  | { readonly kind: 'unused'; readonly id: string };

/** Names the reservation of an attempt. */
export function reservationId(instruction: InstructionId, attempt: number): string {
  return `${instruction}#${attempt}`;
}

/** The instruction that a reservation belongs to. */
export function instructionIdOfReservation(id: string): string {
  return id.slice(0, id.lastIndexOf('#'));
}

/**
 * What can be said of an instruction's reservations, now that it stands where it stands. Those of which nothing is
 * certain are not listed: they are kept as they are.
 */
export function settlementsOf(instruction: Instruction, now: Millis): readonly Settlement[] {
  const { attempts, content } = instruction;
  const settlements = attempts.flatMap((attempt) => settlementOf(instruction, attempt));
  // A reservation may have been made for an attempt that was never written.
  const next = reservationId(content.instructionId, attempts.length + 1);
  return isNotSentNow(instruction, now) ? [...settlements, { kind: 'unused', id: next }] : settlements;
}

/** It has ended, or waits for a time. One that is ready to go may be about to use its reservation. */
function isNotSentNow({ state }: Instruction, now: Millis): boolean {
  if (isTerminal(state.status)) return true;
  return state.status === 'approved' && state.notBefore !== undefined && now < state.notBefore;
}

function settlementOf({ content, state, attempts }: Instruction, attempt: Attempt): readonly Settlement[] {
  const id = reservationId(content.instructionId, attempt.number);
  const isLast = attempt.number === attempts.length;
  if (!isLast) return [{ kind: 'free', id }];
  // One order counts once: by the last attempt, whichever of them the exchange took.
  if (state.status === 'settled') return [{ kind: 'moved', id, movedAt: latestMove(attempt) }];
  if (state.status === 'failed') return [{ kind: 'free', id }];
  if (!isCertainlyNotTaken(attempt)) return [];
  const isDoubted = state.status === 'needs-attention';
  return [isDoubted ? { kind: 'doubted', id, quantity: content.quantity } : { kind: 'free', id }];
}

function isCertainlyNotTaken({ outcome }: Attempt): boolean {
  return outcome === 'held' || outcome === 'refused' || outcome === 'absent';
}

/** The exchange's own time where its records told it, else the end of the window in which it took the attempt (A20). */
function latestMove({ takenAt, timestamp, recvWindow }: Attempt): Millis {
  return takenAt === undefined ? timestamp + recvWindow : Math.max(endOfShownTime(takenAt), timestamp);
}

/** Where the exchange shows whole seconds, a time is any moment of its second (A30): here the last one. */
function endOfShownTime(time: Millis): Millis {
  return time % 1_000 === 0 ? time + 999 : time;
}
