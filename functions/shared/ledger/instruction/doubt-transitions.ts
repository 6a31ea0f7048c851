import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { comparePeople, type PersonStamp, stampOf } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import { applyTransition, closeAttempt, type Stamp } from './apply-transition.ts';
import { hasAbsentAttempt } from './attempts.ts';
import { type NearMatch, nearMatchesMax, type ResolutionDecision } from './doubt.ts';
import type { Instruction, InstructionState } from './instruction.ts';
import type { ReasonCode } from './reasons.ts';

/** Also for a `sending` that a crash left behind: whether its bytes left is not known. */
export function markUnknown(instruction: Instruction, exchangeCode: string, stamp: Stamp): Instruction {
  assert(instruction.state.status === 'sending', 'only what is being sent can become unknown');
  const reason = 'outcome-unknown';
  const moved = applyTransition(instruction, { status: 'unknown', reason }, stamp, { reason, exchangeCode });
  return closeAttempt(moved, 'unknown', exchangeCode);
}

/**
 * Notes that the exchange's complete records, read after the quiet period, do not have it. `seenAt` is on the
 * exchange's clock.
 */
export function recordAbsence(instruction: Instruction, seenAt: Millis, stamp: Stamp): Instruction {
  assert(instruction.state.status === 'unknown', 'only what is unknown is looked for');
  assert(instruction.state.absentSince === undefined, 'absence is noted once an attempt');
  const reason = 'not-in-records';
  return applyTransition(instruction, { ...instruction.state, absentSince: seenAt }, stamp, { reason });
}

/**
 * The proof is there that the attempt can never execute. A withdrawal may go again, under the same id. A sweep ends:
 * the next run decides on fresh balances.
 */
export function proveAbsent(instruction: Instruction, stamp: Stamp): Instruction {
  const { state, content } = instruction;
  assert(state.status === 'unknown' && state.absentSince !== undefined, 'the proof takes two reads');
  const reason = 'proven-absent';
  const next: InstructionState =
    content.kind === 'asset-transfer' ? { status: 'failed', reason } : { status: 'approved' };
  return closeAttempt(applyTransition(instruction, next, stamp, { reason }), 'absent');
}

/**
 * Nothing more can be found out here: people have to look. `exchangeCode` is the exchange's word that is unknown.
 */
export function flagForAttention(
  instruction: Instruction,
  reason: ReasonCode,
  nearMatches: readonly NearMatch[],
  stamp: Stamp,
  exchangeCode?: string,
): Instruction {
  const { state } = instruction;
  const wasSent = state.status === 'unknown' || state.status === 'sent';
  assert(wasSent || (state.status === 'approved' && hasAbsentAttempt(instruction)), 'people look at what was sent');
  const kept = nearMatches.slice(0, nearMatchesMax);
  const order = state.status === 'sent' ? { exchangeOrderId: state.exchangeOrderId } : {};
  return applyTransition(instruction, { status: 'needs-attention', reason, nearMatches: kept, ...order }, stamp, {
    reason,
    ...(exchangeCode === undefined ? {} : { exchangeCode }),
  });
}

interface ResolutionDetails {
  /** Who said the same before. */
  readonly agreedBefore?: readonly PersonStamp[] | undefined;
  /** Judged before. */
  readonly word?: SignedWord | undefined;
}

/** One person decides what became of the money. It counts when enough agree. */
export function proposeResolution(
  instruction: Instruction,
  decision: ResolutionDecision,
  evidence: string,
  stamp: Stamp,
  { agreedBefore = [], word }: ResolutionDetails = {},
): Instruction {
  assert(instruction.state.status === 'needs-attention', 'only money in doubt is decided on');
  const others = agreedBefore.length === 0 ? {} : { agreedBefore: agreedBefore.map(stampOf) };
  const proposal = { decision, evidence, ...stampOf(stamp), ...others };
  return applyTransition(instruction, { ...instruction.state, proposal }, stamp, {
    reason: 'resolution-proposed',
    evidence,
    ...(word === undefined ? {} : { word }),
  });
}

/** The second person agrees. It ends as both say, and is never sent again. */
export function confirmResolution(
  instruction: Instruction,
  evidence: string,
  stamp: Stamp,
  { word }: Pick<ResolutionDetails, 'word'> = {},
): Instruction {
  const { state } = instruction;
  assert(state.status === 'needs-attention' && state.proposal !== undefined, 'the second person agrees with a first');
  assert(comparePeople(state.proposal, stamp, undefined) !== 'same', 'it takes two people');
  const reason = 'resolved';
  // The order that the exchange took stays known, so that its record is no stranger's, whatever time it says.
  const order = state.exchangeOrderId === undefined ? {} : { exchangeOrderId: state.exchangeOrderId };
  const next: InstructionState =
    state.proposal.decision === 'settled' ? { status: 'settled', reason, ...order } : { status: 'failed', reason };
  const signed = word === undefined ? {} : { word };
  return applyTransition(instruction, next, stamp, { reason, evidence, ...signed });
}
