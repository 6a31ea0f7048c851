import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import type { HeldReason } from '../../core/held-reasons.ts';
import { nextLink } from '../../core/history-chain.ts';
import { stampOf } from '../../core/person.ts';
import type { SubmissionOutcome } from '../../core/submission-outcome.ts';
import type { Hold } from '../hold.ts';
import { applyTransition, closeAttempt, type Stamp } from './apply-transition.ts';
import { type Content, digestOf } from './content.ts';
import { markUnknown } from './doubt-transitions.ts';
import type { Attempt, HistoryEntry, Instruction, Receipt } from './instruction.ts';
import type { ReasonCode } from './reasons.ts';

/**
 * Holding and trying again must end: after this many attempts a person has to look. Backing off to an hour, that is
 * over a day.
 */
export const attemptsMax = 40;

/**
 * A new instruction. It enters the table together with its first decision, so that none is left undecided by a crash.
 */
export function createInstruction(
  content: Content,
  stamp: Stamp,
  taskToken?: string,
  taskTokenAt?: Millis,
): Instruction {
  const digest = digestOf(content);
  const first: HistoryEntry = {
    version: 1,
    previous: nextLink(digest, undefined),
    ...stampOf(stamp),
    from: 'new',
    to: 'requested',
  };
  return {
    content,
    digest,
    state: { status: 'requested' },
    version: 1,
    createdAt: stamp.at,
    updatedAt: stamp.at,
    approvals: [],
    attempts: [],
    history: [first],
    publishedVersion: 0,
    ...(taskToken === undefined ? {} : { taskToken }),
    ...(taskToken === undefined || taskTokenAt === undefined ? {} : { taskTokenAt }),
  };
}

export function markApproved(instruction: Instruction, stamp: Stamp): Instruction {
  return applyTransition(instruction, { status: 'approved' }, stamp);
}

export function reject(instruction: Instruction, reason: ReasonCode, stamp: Stamp): Instruction {
  return applyTransition(instruction, { status: 'rejected', reason }, stamp, { reason });
}

export function expire(instruction: Instruction, stamp: Stamp): Instruction {
  const reason = 'approval-expired';
  return applyTransition(instruction, { status: 'expired', reason }, stamp, { reason });
}

/** Keeps it waiting because something before the send failed. There is no attempt: nothing was tried. */
export function hold(instruction: Instruction, why: Hold, stamp: Stamp): Instruction {
  const holds = instruction.history.length - instruction.history.findLastIndex(({ from, to }) => from !== to);
  const notBefore = Math.max(why.notBefore ?? 0, stamp.at + backOff(holds, why.reason));
  const state = { status: 'approved', heldReason: why.reason, notBefore } as const;
  return applyTransition(instruction, state, stamp, { reason: why.reason, exchangeCode: why.code });
}

/** Writes the attempt down. Only after this is stored may its bytes leave. */
export function startSending(
  instruction: Instruction,
  signed: { timestamp: Millis; recvWindow: number },
  stamp: Stamp,
): Instruction {
  assert(instruction.attempts.length < attemptsMax, 'an instruction has a bounded number of attempts');
  assert(
    instruction.attempts.every(({ outcome }) => outcome === 'held' || outcome === 'absent'),
    'only an instruction that was certainly not taken is sent again',
  );
  const attempt: Attempt = {
    number: instruction.attempts.length + 1,
    clientOrderId: instruction.content.instructionId,
    timestamp: signed.timestamp,
    recvWindow: signed.recvWindow,
  };
  const moved = applyTransition(instruction, { status: 'sending' }, stamp);
  return { ...moved, attempts: [...instruction.attempts, attempt] };
}

/**
 * What the exchange said to the one POST. An acceptance that arrives late, or an order that is found in the records,
 * may still take `unknown` to `sent`.
 */
export function recordOutcome(instruction: Instruction, answer: SubmissionOutcome, stamp: Stamp): Instruction {
  const { status } = instruction.state;
  const isInDoubt = status === 'unknown' || status === 'needs-attention';
  const isAnswerable = status === 'sending' || (isInDoubt && answer.kind === 'accepted');
  assert(isAnswerable, 'an answer belongs to an attempt that is under way; later only an acceptance counts');
  switch (answer.kind) {
    case 'accepted': {
      const state = { status: 'sent', exchangeOrderId: answer.exchangeOrderId } as const;
      return closeAttempt(applyTransition(instruction, state, stamp), 'accepted');
    }
    case 'refused': {
      const { exchangeCode } = answer;
      const reason = 'exchange-refused';
      const moved = applyTransition(instruction, { status: 'failed', reason }, stamp, { reason, exchangeCode });
      return closeAttempt(moved, 'refused', exchangeCode);
    }
    case 'held': {
      const { reason, exchangeCode } = answer;
      const notBefore = Math.max(answer.notBefore ?? 0, stamp.at + backOff(instruction.attempts.length, reason));
      const state = { status: 'approved', heldReason: reason, notBefore } as const;
      return closeAttempt(applyTransition(instruction, state, stamp, { reason, exchangeCode }), 'held', exchangeCode);
    }
    case 'unknown':
      return markUnknown(instruction, answer.exchangeCode, stamp);
  }
}

/**
 * The clock is read, the key fetched, the policy checked anew before the next attempt: the first of these may follow
 * soon. For a balance the tick waits by what it reads of it: see reconciliation/await-balance.ts.
 */
const soonReasons: ReadonlySet<HeldReason> = new Set<HeldReason>([
  'approvals-missing',
  'signatures-refused',
  'clock-skew',
  'cooling-off',
  'destination-unsigned',
  'insufficient-balance',
  'key-refused',
  'paused',
  'policy-changed',
  'limit-changed',
  'two-factor',
]);

/** One minute after the first attempt, then twice as long each time, up to an hour. */
function backOff(attempts: number, reason: HeldReason): number {
  // Only the end of its transfer ends it, and that is to be followed at once.
  if (reason === 'funding') return 2_000;
  if (attempts === 1 && soonReasons.has(reason)) return 2_000;
  return Math.min(60_000 * 2 ** (attempts - 1), 3_600_000);
}

/**
 * The exchange's records show it done. `takenAt` is when the exchange took it, on its clock. `reason` is what else there
 * is to say of it, for its history.
 */
export function settle(
  instruction: Instruction,
  takenAt: Millis,
  stamp: Stamp,
  receipt: Receipt = {},
  reason?: ReasonCode,
): Instruction {
  assert(instruction.state.status === 'sent', 'only what the exchange has can settle');
  const { exchangeOrderId } = instruction.state;
  const attempts = instruction.attempts.map((attempt) =>
    attempt.outcome === 'accepted' ? { ...attempt, takenAt } : attempt,
  );
  const why = reason === undefined ? {} : { reason };
  return { ...applyTransition(instruction, { status: 'settled', exchangeOrderId, ...receipt }, stamp, why), attempts };
}

/** The exchange's records show it failed after it was taken. `exchangeCode` is the exchange's reason. */
export function failSent(instruction: Instruction, exchangeCode: string, stamp: Stamp): Instruction {
  assert(instruction.state.status === 'sent', 'only what the exchange has can fail there');
  const { exchangeOrderId } = instruction.state;
  const reason = 'exchange-failed';
  return applyTransition(instruction, { status: 'failed', reason, exchangeOrderId }, stamp, { reason, exchangeCode });
}
