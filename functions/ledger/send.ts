import type { MoneyAnswer } from '../base/answer.ts';
import type { Clock, Millis } from '../base/clock.ts';
import { assert } from '../base/errors.ts';
import type { Attempt, Instruction } from './instruction/instruction.ts';
import { recordAnswer, startSending } from './instruction/transitions.ts';
import { VersionConflictError } from './store/errors.ts';
import type { InstructionStore } from './store/instruction-store.ts';

export interface Sending {
  readonly store: InstructionStore;
  readonly clock: Clock;
  /** The function that sends, for the history. */
  readonly by: string;
  /** On the exchange's clock. */
  readonly timestamp: Millis;
  readonly recvWindow: number;
  /** Makes the one POST of this attempt. It must not throw: what is not certain is an `unknown` answer. */
  readonly post: (attempt: Attempt) => Promise<MoneyAnswer>;
}

/**
 * Writes the attempt down, then sends it once, then records what is known. Who loses the race for the first write sends
 * nothing and gets the VersionConflictError. A crash between the steps leaves `sending`, which counts as unknown.
 */
export async function sendOnce(approved: Instruction, sending: Sending): Promise<Instruction> {
  const { store, clock, by } = sending;
  assert(approved.state.status === 'approved', 'only an approved instruction is sent');
  const started = startSending(approved, sending, { at: clock.now(), by });
  await store.update(approved, started);
  const attempt = started.attempts.at(-1);
  assert(attempt !== undefined && attempt.outcome === undefined, 'the attempt is written before it is sent');
  const answer = await sending.post(attempt);
  return record(store, started, answer, { at: clock.now(), by });
}

async function record(
  store: InstructionStore,
  started: Instruction,
  answer: MoneyAnswer,
  stamp: { at: Millis; by: string },
): Promise<Instruction> {
  const recorded = recordAnswer(started, answer, stamp);
  try {
    await store.update(started, recorded);
    return recorded;
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
    // The tick took us for crashed. That the exchange has it is still worth knowing; anything else adds nothing.
    const { current } = error;
    if (current.state.status !== 'unknown' || answer.kind !== 'accepted') return current;
    const found = recordAnswer(current, answer, stamp);
    await store.update(current, found);
    return found;
  }
}
