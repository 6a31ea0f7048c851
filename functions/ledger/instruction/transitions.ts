import type { HeldReason, MoneyAnswer } from '../../base/answer.ts';
import type { Millis } from '../../base/clock.ts';
import { assert, TreasuryError } from '../../base/errors.ts';
import type { Hold } from '../hold.ts';
import { arrows } from './arrows.ts';
import { type Content, digestOf } from './content.ts';
import { nextLink } from './history-chain.ts';
import type { Attempt, HistoryEntry, Instruction, State, Status } from './instruction.ts';
import type { ReasonCode } from './reasons.ts';

/** Holding and trying again must end: after this many attempts a person has to look. Backing off to an hour, that is over a day. */
export const attemptsMax = 40;

/** A transition that the life does not have. It stops before anything is written. */
export class TransitionError extends TreasuryError {
  constructor(from: Status | 'new', to: Status) {
    super('transition-not-allowed', 'not-sent', `An instruction that is ${from} cannot become ${to}`);
  }
}

/** When a transition happens, and who or what does it. */
export interface Stamp {
  readonly at: Millis;
  readonly by: string;
}

type Why = Pick<HistoryEntry, 'reason' | 'exchangeCode'>;

function move(instruction: Instruction, state: State, stamp: Stamp, why: Why = {}): Instruction {
  const from = instruction.state.status;
  if (!arrows[from].includes(state.status)) throw new TransitionError(from, state.status);
  const version = instruction.version + 1;
  const previous = nextLink(instruction.digest, instruction.history.at(-1));
  const entry: HistoryEntry = { version, previous, at: stamp.at, by: stamp.by, from, to: state.status, ...why };
  return { ...instruction, state, version, updatedAt: stamp.at, history: [...instruction.history, entry] };
}

/** A new instruction. It enters the table together with its first decision, so that none is left undecided by a crash. */
export function request(content: Content, stamp: Stamp, taskToken?: string): Instruction {
  const digest = digestOf(content);
  const first: HistoryEntry = {
    version: 1,
    previous: nextLink(digest, undefined),
    ...stamp,
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
    attempts: [],
    history: [first],
    publishedVersion: 0,
    ...(taskToken === undefined ? {} : { taskToken }),
  };
}

export function approve(instruction: Instruction, stamp: Stamp): Instruction {
  return move(instruction, { status: 'approved' }, stamp);
}

export function reject(instruction: Instruction, reason: ReasonCode, stamp: Stamp): Instruction {
  return move(instruction, { status: 'rejected', reason }, stamp, { reason });
}

export function expire(instruction: Instruction, stamp: Stamp): Instruction {
  const reason = 'approval-expired';
  return move(instruction, { status: 'expired', reason }, stamp, { reason });
}

/** Keeps it waiting because something before the send failed. There is no attempt: nothing was tried. */
export function hold(instruction: Instruction, why: Hold, stamp: Stamp): Instruction {
  const holds = instruction.history.length - instruction.history.findLastIndex(({ from, to }) => from !== to);
  const notBefore = Math.max(why.notBefore ?? 0, stamp.at + backOff(holds, why.reason));
  const state = { status: 'approved', heldReason: why.reason, notBefore } as const;
  return move(instruction, state, stamp, { reason: why.reason, exchangeCode: why.code });
}

/** Writes the attempt down. Only after this is stored may its bytes leave. */
export function startSending(
  instruction: Instruction,
  signed: { timestamp: Millis; recvWindow: number },
  stamp: Stamp,
): Instruction {
  assert(instruction.attempts.length < attemptsMax, 'an instruction has a bounded number of attempts');
  assert(
    instruction.attempts.every((attempt) => attempt.outcome === 'held'),
    'only an instruction that was certainly not taken is sent again',
  );
  const attempt: Attempt = {
    number: instruction.attempts.length + 1,
    clientOrderId: instruction.content.instructionId,
    timestamp: signed.timestamp,
    recvWindow: signed.recvWindow,
  };
  const moved = move(instruction, { status: 'sending' }, stamp);
  return { ...moved, attempts: [...instruction.attempts, attempt] };
}

function closeAttempt(instruction: Instruction, outcome: Attempt['outcome'] & string, code?: string): Instruction {
  const last = instruction.attempts.at(-1);
  assert(last !== undefined, 'an instruction that was sent has an attempt');
  const closed = { ...last, outcome, ...(code === undefined ? {} : { exchangeCode: code }) };
  return { ...instruction, attempts: [...instruction.attempts.slice(0, -1), closed] };
}

/**
 * What the exchange said to the one POST. An acceptance that arrives late, or an order that is found in the records, may
 * still take `unknown` to `sent`.
 */
export function recordAnswer(instruction: Instruction, answer: MoneyAnswer, stamp: Stamp): Instruction {
  switch (answer.kind) {
    case 'accepted': {
      const state = { status: 'sent', exchangeOrderId: answer.exchangeOrderId } as const;
      return closeAttempt(move(instruction, state, stamp), 'accepted');
    }
    case 'refused': {
      const { exchangeCode } = answer;
      const reason = 'exchange-refused';
      const moved = move(instruction, { status: 'failed', reason }, stamp, { reason, exchangeCode });
      return closeAttempt(moved, 'refused', exchangeCode);
    }
    case 'held': {
      const { reason, exchangeCode } = answer;
      const notBefore = Math.max(answer.notBefore ?? 0, stamp.at + backOff(instruction.attempts.length, reason));
      const state = { status: 'approved', heldReason: reason, notBefore } as const;
      return closeAttempt(move(instruction, state, stamp, { reason, exchangeCode }), 'held', exchangeCode);
    }
    case 'unknown':
      return markUnknown(instruction, answer.exchangeCode, stamp);
  }
}

/** The clock is read, the key fetched, the policy checked anew before the next attempt: the first of these may follow soon. */
const soonReasons: ReadonlySet<HeldReason> = new Set<HeldReason>([
  'clock-skew',
  'key-refused',
  'policy-changed',
  'two-factor',
]);

/** One minute after the first attempt, then twice as long each time, up to an hour. */
function backOff(attempts: number, reason: HeldReason): number {
  if (attempts === 1 && soonReasons.has(reason)) return 2_000;
  return Math.min(60_000 * 2 ** (attempts - 1), 3_600_000);
}

/** Also for a `sending` that a crash left behind: whether its bytes left is not known. */
export function markUnknown(instruction: Instruction, exchangeCode: string, stamp: Stamp): Instruction {
  const reason = 'outcome-unknown';
  const moved = move(instruction, { status: 'unknown', reason }, stamp, { reason, exchangeCode });
  return closeAttempt(moved, 'unknown', exchangeCode);
}

/** The exchange's records show it done. */
export function settle(instruction: Instruction, stamp: Stamp): Instruction {
  assert(instruction.state.status === 'sent', 'only what the exchange has can settle');
  return move(instruction, { status: 'settled', exchangeOrderId: instruction.state.exchangeOrderId }, stamp);
}

/** The exchange's records show it failed after it was taken. `exchangeCode` is the exchange's reason. */
export function failSent(instruction: Instruction, exchangeCode: string, stamp: Stamp): Instruction {
  assert(instruction.state.status === 'sent', 'only what the exchange has can fail there');
  const { exchangeOrderId } = instruction.state;
  const reason = 'exchange-failed';
  return move(instruction, { status: 'failed', reason, exchangeOrderId }, stamp, { reason, exchangeCode });
}
