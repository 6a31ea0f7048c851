import type { Millis } from '../../base/clock.ts';
import type { InstructionId } from '../../base/ids.ts';
import { isTerminal } from '../instruction/arrows.ts';
import type { Attempt, Instruction } from '../instruction/instruction.ts';

/** What is certain about the place that an attempt has under the limits of its coin. */
export type Claim =
  | { readonly kind: 'moved'; readonly id: string; readonly movedAt: Millis }
  | { readonly kind: 'free'; readonly id: string };

/** Names the place of an attempt. */
export function entryId(instruction: InstructionId, attempt: number): string {
  return `${instruction}#${attempt}`;
}

/** The instruction that a place belongs to. */
export function instructionOf(id: string): string {
  return id.slice(0, id.lastIndexOf('#'));
}

/**
 * What can be said of an instruction's places, now that it stands where it stands. Those of which nothing is certain are
 * not listed: they are kept as they are.
 */
export function claimsOf(instruction: Instruction): readonly Claim[] {
  const { attempts, content, state } = instruction;
  const claims = attempts.flatMap((attempt) => claimOf(instruction, attempt));
  // A place may have been taken for an attempt that was never written. An approved one still takes it up.
  const next = entryId(content.instructionId, attempts.length + 1);
  return isTerminal(state.status) ? [...claims, { kind: 'free', id: next }] : claims;
}

function claimOf({ content, state, attempts }: Instruction, attempt: Attempt): readonly Claim[] {
  const id = entryId(content.instructionId, attempt.number);
  const isLast = attempt.number === attempts.length;
  if (!isLast || isCertainlyNotTaken(attempt)) return [{ kind: 'free', id }];
  if (state.status === 'settled') return [{ kind: 'moved', id, movedAt: latestMove(attempt) }];
  return state.status === 'failed' ? [{ kind: 'free', id }] : [];
}

function isCertainlyNotTaken({ outcome }: Attempt): boolean {
  return outcome === 'held' || outcome === 'refused' || outcome === 'absent';
}

/** The exchange's own time where its records told it, else the end of the window in which it took the attempt (A20). */
function latestMove({ takenAt, timestamp, recvWindow }: Attempt): Millis {
  return takenAt === undefined ? timestamp + recvWindow : Math.max(takenAt, timestamp);
}
