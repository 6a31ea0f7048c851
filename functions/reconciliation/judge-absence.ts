import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';

/** ASSUMPTION A8: an order is in the records at the latest so long after the exchange can take it no more. */
export const quietPeriodMs = 600_000;
/** The two reads of a proof are this far apart, so that one bad moment of the records cannot fool both. */
export const proofReadsGapMs = 300_000;
/** ASSUMPTION A8: the records reach back so far. What is older and not in them proves nothing. */
export const recordsLookbackMs = 7 * 86_400_000;
/**
 * Doubt that lasts longer is a person's matter. Counted on our own clock: the exchange's may be away with the exchange.
 */
export const doubtMaxMs = 3_600_000;
/** What the exchange said it took, and then does not show, is a person's matter after this time. */
export const silenceMaxMs = 86_400_000;

/** What one look at the records says about an unknown instruction that they do not have. */
export interface RecordsEvidence {
  /** On the exchange's clock, before the read began. */
  readonly seenAt: Millis;
  /** False where rows could not be read. */
  readonly isComplete: boolean;
  readonly nearMatches: readonly NearMatch[];
  /** What the policy lets the proof do. */
  readonly mode: 'ask' | 'prove';
}

export type AbsenceVerdict =
  | { readonly kind: 'wait' }
  /** The first complete read without it: note it, and look again. */
  | { readonly kind: 'note' }
  | { readonly kind: 'proven' }
  | { readonly kind: 'ask'; readonly reason: ReasonCode };

/**
 * What follows from an order that is not in the records. A signature expires (A20): an attempt that is not there a
 * quiet period after `timestamp + recvWindow`, in two complete reads, can never execute. A near match breaks the proof.
 */
export function judgeAbsence({ state, attempts }: Instruction, evidence: RecordsEvidence): AbsenceVerdict {
  const attempt = attempts.at(-1);
  assert(state.status === 'unknown' && attempt !== undefined, 'only what is unknown is looked for');
  const deadline = attempt.timestamp + attempt.recvWindow;
  if (evidence.seenAt < deadline + quietPeriodMs) return { kind: 'wait' };
  if (evidence.seenAt > deadline + recordsLookbackMs) return { kind: 'ask', reason: 'records-unreadable' };
  if (evidence.nearMatches.length > 0) return { kind: 'ask', reason: 'near-match' };
  if (!evidence.isComplete) return { kind: 'wait' };
  if (state.absentSince === undefined) return { kind: 'note' };
  if (evidence.seenAt < state.absentSince + proofReadsGapMs) return { kind: 'wait' };
  return evidence.mode === 'prove' ? { kind: 'proven' } : { kind: 'ask', reason: 'not-in-records' };
}

/** Whether it has been in doubt, or at the exchange without a trace, for too long. */
export function isOverdue({ history, state }: Instruction, now: Millis): boolean {
  if (state.status !== 'unknown' && state.status !== 'sent') return false;
  const since = history.findLast(({ from, to }) => from !== to)?.at;
  assert(since !== undefined, 'what stands somewhere came there');
  return now - since > (state.status === 'unknown' ? doubtMaxMs : silenceMaxMs);
}
