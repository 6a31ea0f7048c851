import { assert, TreasuryError } from '../../core/errors.ts';
import { nextLink } from '../../core/history-chain.ts';
import { type PersonStamp, stampOf } from '../../core/person.ts';
import { allowedTransitions } from './allowed-transitions.ts';
import type { Attempt, HistoryEntry, Instruction, InstructionState, InstructionStatus } from './instruction.ts';

/** A transition that the life does not have. It stops before anything is written. */
export class TransitionError extends TreasuryError {
  constructor(from: InstructionStatus | 'new', to: InstructionStatus) {
    super('transition-not-allowed', `An instruction that is ${from} cannot become ${to}`);
  }
}

/** When a transition happens, and who or what does it. */
export type Stamp = PersonStamp;

type TransitionDetails = Pick<HistoryEntry, 'reason' | 'exchangeCode' | 'evidence' | 'wordDigest' | 'word'>;

/** One step of an instruction's life, with its entry in the history. Throws TransitionError. */
export function applyTransition(
  instruction: Instruction,
  state: InstructionState,
  stamp: Stamp,
  why: TransitionDetails = {},
): Instruction {
  const from = instruction.state.status;
  if (!allowedTransitions[from].includes(state.status)) throw new TransitionError(from, state.status);
  const version = instruction.version + 1;
  const previous = nextLink(instruction.digest, instruction.history.at(-1));
  const entry: HistoryEntry = { version, previous, ...stampOf(stamp), from, to: state.status, ...why };
  return { ...instruction, state, version, updatedAt: stamp.at, history: [...instruction.history, entry] };
}

/** Notes what came of the last attempt. */
export function closeAttempt(
  instruction: Instruction,
  outcome: Attempt['outcome'] & string,
  code?: string,
): Instruction {
  const last = instruction.attempts.at(-1);
  assert(last !== undefined, 'an instruction that was sent has an attempt');
  const closed = { ...last, outcome, ...(code === undefined ? {} : { exchangeCode: code }) };
  return { ...instruction, attempts: [...instruction.attempts.slice(0, -1), closed] };
}
