import type { Clock, Millis } from '../core/clock.ts';
import { assert, isTreasuryError, TreasuryError } from '../core/errors.ts';
import type { HeldReason, MoneyAnswer } from '../core/submission-outcome.ts';
import { holdOf } from './hold.ts';
import type { Stamp } from './instruction/apply-transition.ts';
import type { Attempt, Instruction } from './instruction/instruction.ts';
import type { ReasonCode } from './instruction/reasons.ts';
import { hold, recordAnswer, reject, startSending } from './instruction/transitions.ts';
import { VersionConflictError } from './store/errors.ts';
import type { InstructionStore } from './store/instruction-store.ts';

/** A send that is ready: its slot, its key and its time are there, and nothing has left. */
export interface Prepared {
  /** On the exchange's clock. */
  readonly timestamp: Millis;
  readonly recvWindow: number;
  /** Makes the one POST of this attempt. What the exchange or the network does is an answer, not an error. */
  post(attempt: Attempt): Promise<MoneyAnswer>;
  /** What others should know of the answer, such as a block of the key. Called when the answer is written. */
  afterwards(): Promise<void>;
}

export interface Sending {
  readonly store: InstructionStore;
  readonly clock: Clock;
  /** The function that sends, for the history. */
  readonly by: string;
  /** Takes its place under the limits; the reason for which it gets none ends it. Throws a TreasuryError. */
  readonly reserve: () => Promise<ReasonCode | undefined>;
  /** Everything else that can fail before the attempt is written. Throws a TreasuryError. */
  readonly prepare: () => Promise<Prepared>;
  /** What stands in its way, asked when the attempt is written and nothing has left: a pause, a policy, a lost place. */
  readonly obstacle: (attempt: Attempt) => Promise<HeldReason | undefined>;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

/** What a POST and the writing of its answer may take: 2 s for a connection, 8 s for the answer, the rest to write. */
export const sendingMs = 15_000;

/** The function would end in the middle. Nothing was written or sent; the next invocation has its whole time. */
export class TooLittleTimeError extends TreasuryError {
  constructor() {
    super('too-little-time', 'not-sent', 'Too little of this invocation is left to send and write the answer down');
  }
}

/**
 * Takes the place under the limits, writes the attempt down, then sends it once, then records what is known. Who loses the race for the first write sends
 * nothing and gets the VersionConflictError. A crash between the steps leaves `sending`, which counts as unknown. What
 * fails before the write holds the instruction, with its reason.
 */
export async function sendOnce(approved: Instruction, sending: Sending): Promise<Instruction> {
  const { store, clock, by } = sending;
  assert(approved.state.status === 'approved', 'only an approved instruction is sent');
  let prepared: Prepared;
  try {
    const refused = await sending.reserve();
    if (refused !== undefined) return end(store, approved, refused, { at: clock.now(), by });
    prepared = await sending.prepare();
  } catch (error) {
    return holdBack(store, approved, error, { at: clock.now(), by });
  }
  const preparedAt = clock.now();
  if (sending.remainingMs() < sendingMs) throw new TooLittleTimeError();
  const started = startSending(approved, prepared, { at: clock.now(), by });
  await store.update(approved, started);
  const answer = await answerTo(started, sending, prepared, preparedAt);
  try {
    return await record(store, started, answer, { at: clock.now(), by });
  } finally {
    // Also where the answer could not be written: others must not run into the same block.
    await prepared.afterwards();
  }
}

/** The last look before the bytes leave. What stops here is certainly not taken. */
async function answerTo(
  started: Instruction,
  sending: Sending,
  prepared: Prepared,
  preparedAt: Millis,
): Promise<MoneyAnswer> {
  const attempt = started.attempts.at(-1);
  assert(attempt !== undefined && attempt.outcome === undefined, 'the attempt is written before it is sent');
  const obstacle = await obstacleTo(sending, attempt);
  if (obstacle !== undefined) return { kind: 'held', reason: obstacle, exchangeCode: 'not-posted' };
  // A slow write or a frozen function: the exchange would refuse it, and others may take this attempt for dead.
  const isLate = sending.clock.now() - preparedAt > prepared.recvWindow;
  if (isLate) return { kind: 'held', reason: 'clock-skew', exchangeCode: 'not-posted' };
  return prepared.post(attempt);
}

/** A policy or a pause that cannot be read allows nothing. */
async function obstacleTo(sending: Sending, attempt: Attempt): Promise<HeldReason | undefined> {
  try {
    return await sending.obstacle(attempt);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return 'policy-changed';
  }
}

async function end(store: InstructionStore, seen: Instruction, reason: ReasonCode, stamp: Stamp): Promise<Instruction> {
  const rejected = reject(seen, reason, stamp);
  await store.update(seen, rejected);
  return rejected;
}

async function holdBack(
  store: InstructionStore,
  seen: Instruction,
  error: unknown,
  stamp: Stamp,
): Promise<Instruction> {
  const why = isTreasuryError(error) ? holdOf(error) : undefined;
  if (why === undefined) throw error;
  const held = hold(seen, why, stamp);
  await store.update(seen, held);
  return held;
}

async function record(
  store: InstructionStore,
  started: Instruction,
  answer: MoneyAnswer,
  stamp: Stamp,
): Promise<Instruction> {
  const recorded = recordAnswer(started, answer, stamp);
  try {
    await store.update(started, recorded);
    return recorded;
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
    // The tick took us for crashed. That the exchange has it is still worth knowing; anything else adds nothing.
    const { current } = error;
    const isSameAttempt = current.attempts.length === started.attempts.length;
    const isInDoubt = current.state.status === 'unknown' || current.state.status === 'needs-attention';
    if (!isInDoubt || !isSameAttempt || answer.kind !== 'accepted') return current;
    const found = recordAnswer(current, answer, stamp);
    await store.update(current, found);
    return found;
  }
}
