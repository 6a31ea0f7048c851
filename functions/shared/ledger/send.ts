import type { Clock, Millis } from '../core/clock.ts';
import { assert, isTreasuryError, TreasuryError } from '../core/errors.ts';
import type { HeldReason } from '../core/held-reasons.ts';
import type { SubmissionOutcome } from '../core/submission-outcome.ts';
import { holdForError } from './hold.ts';
import type { Stamp } from './instruction/apply-transition.ts';
import type { Attempt, Instruction } from './instruction/instruction.ts';
import type { ReasonCode } from './instruction/reasons.ts';
import { hold, recordOutcome, reject, startSending } from './instruction/transitions.ts';
import { VersionConflictError } from './store/errors.ts';
import type { InstructionStore } from './store/instruction-store.ts';

/** A send that is ready: its slot, its key and its time are there, and nothing has left. */
export interface PreparedSubmission {
  /** On the exchange's clock. */
  readonly timestamp: Millis;
  readonly recvWindow: number;
  /** Makes the one POST of this attempt. What the exchange or the network does is an answer, not an error. */
  post(attempt: Attempt): Promise<SubmissionOutcome>;
  /** What others should know of the answer, such as a block of the key. Called when the answer is written. */
  applyFeedback(): Promise<void>;
}

export interface SendDependencies {
  readonly store: InstructionStore;
  readonly clock: Clock;
  /** The function that sends, for the history. */
  readonly by: string;
  /** Reserves under the limits; the reason for which it gets none ends it. Throws a TreasuryError. */
  readonly reserve: () => Promise<ReasonCode | undefined>;
  /** Everything else that can fail before the attempt is written. Throws a TreasuryError. */
  readonly prepare: () => Promise<PreparedSubmission>;
  /**
   * What stands in its way, asked when the attempt is written and nothing has left: a pause, a policy, a lost
   * reservation.
   */
  readonly obstacle: (attempt: Attempt) => Promise<HeldReason | undefined>;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

/** What a POST and the writing of its answer may take: 2 s for a connection, 8 s for the answer, the rest to write. */
export const sendTimeMs = 15_000;

/** The function would end in the middle. Nothing was written or sent; the next invocation has its whole time. */
export class TooLittleTimeError extends TreasuryError {
  constructor() {
    super('too-little-time', 'Too little of this invocation is left to send and write the answer down');
  }
}

/**
 * Reserves under the limits, writes the attempt down, then sends it once, then records what is known. Who loses the
 * race for the first write sends nothing and gets the VersionConflictError. A crash between the steps leaves `sending`,
 * which counts as unknown. What fails before the write holds the instruction, with its reason.
 */
export async function sendOnce(approved: Instruction, dependencies: SendDependencies): Promise<Instruction> {
  const { store, clock, by } = dependencies;
  assert(approved.state.status === 'approved', 'only an approved instruction is sent');
  let prepared: PreparedSubmission;
  try {
    const refused = await dependencies.reserve();
    if (refused !== undefined) return rejectInstruction(store, approved, refused, { at: clock.now(), by });
    prepared = await dependencies.prepare();
  } catch (error) {
    return holdAfterError(store, approved, error, { at: clock.now(), by });
  }
  const preparedAt = clock.now();
  if (dependencies.remainingMs() < sendTimeMs) throw new TooLittleTimeError();
  const started = startSending(approved, prepared, { at: clock.now(), by });
  await store.update(approved, started);
  const answer = await submit(started, dependencies, prepared, preparedAt);
  try {
    return await recordSubmission(store, started, answer, { at: clock.now(), by });
  } finally {
    // Also where the answer could not be written: others must not run into the same block.
    await prepared.applyFeedback();
  }
}

/** The last look before the bytes leave. What stops here is certainly not taken. */
async function submit(
  started: Instruction,
  dependencies: SendDependencies,
  prepared: PreparedSubmission,
  preparedAt: Millis,
): Promise<SubmissionOutcome> {
  const attempt = started.attempts.at(-1);
  assert(attempt !== undefined && attempt.outcome === undefined, 'the attempt is written before it is sent');
  const obstacle = await findObstacle(dependencies, attempt);
  if (obstacle !== undefined) return { kind: 'held', reason: obstacle, exchangeCode: 'not-posted' };
  // A slow write or a frozen function: the exchange would refuse it, and others may take this attempt for dead.
  const isLate = dependencies.clock.now() - preparedAt > prepared.recvWindow;
  if (isLate) return { kind: 'held', reason: 'clock-skew', exchangeCode: 'not-posted' };
  return prepared.post(attempt);
}

/** A policy or a pause that cannot be read allows nothing. */
async function findObstacle(dependencies: SendDependencies, attempt: Attempt): Promise<HeldReason | undefined> {
  try {
    return await dependencies.obstacle(attempt);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return 'policy-changed';
  }
}

async function rejectInstruction(
  store: InstructionStore,
  seen: Instruction,
  reason: ReasonCode,
  stamp: Stamp,
): Promise<Instruction> {
  const rejected = reject(seen, reason, stamp);
  await store.update(seen, rejected);
  return rejected;
}

async function holdAfterError(
  store: InstructionStore,
  seen: Instruction,
  error: unknown,
  stamp: Stamp,
): Promise<Instruction> {
  const why = isTreasuryError(error) ? holdForError(error) : undefined;
  if (why === undefined) throw error;
  const held = hold(seen, why, stamp);
  await store.update(seen, held);
  return held;
}

async function recordSubmission(
  store: InstructionStore,
  started: Instruction,
  answer: SubmissionOutcome,
  stamp: Stamp,
): Promise<Instruction> {
  const recorded = recordOutcome(started, answer, stamp);
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
    const found = recordOutcome(current, answer, stamp);
    await store.update(current, found);
    return found;
  }
}
