import { comparePeople, type FirstEpoch, type PersonStamp } from '../shared/core/person.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { confirmResolution, proposeResolution } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { requesterOf } from '../shared/ledger/instruction/requester.ts';
import { DigestMismatchError, NotInDoubtError, OwnInstructionError, TooManyProposalsError } from './errors.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionResult {
  /** Resolved, or it waits for another person. */
  readonly kind: 'resolved' | 'proposed';
  /** What is to be written; the instruction itself where it says so already. */
  readonly next: Instruction;
}

/** So many people decide, and so many where one of them may have asked for it. */
const peopleMin = 2;
const peopleMax = 3;

/** Before nobody may change their mind any more: an item has room for 400 KB, and its history keeps each proposal. */
export const proposalsMax = 20;

/**
 * What one person's decision makes of an instruction in doubt. A second, different person who says the same ends it;
 * any other decision replaces the proposal. Where one of them may have asked for it under another name it takes a
 * third: then two of them did not. Throws where this person or this decision cannot be taken. `requester` is who asked
 * for what it moves, also where it was not asked for by itself.
 */
export function decideResolution(
  instruction: Instruction,
  request: ResolutionRequest,
  stamp: Stamp,
  firstEpoch?: FirstEpoch,
  requester = requesterOf(instruction),
): ResolutionResult {
  const { content, digest, state } = instruction;
  const compared = requester === undefined ? 'different' : comparePeople(requester, stamp, firstEpoch);
  if (compared === 'same') throw new OwnInstructionError(content.instructionId);
  if (request.digest !== digest) throw new DigestMismatchError(content.instructionId);
  if (state.status !== 'needs-attention') return resolvedBefore(instruction, request);
  const { proposal } = state;
  if (proposal?.decision !== request.decision) return propose(instruction, request, stamp);
  const others = proposal.agreedBefore ?? [];
  const isSame = (other: PersonStamp) => comparePeople(other, stamp, firstEpoch) === 'same';
  if (others.some(isSame)) return { kind: 'proposed', next: instruction };
  if (isSame(proposal)) {
    const isRepeated = proposal.evidence === request.evidence;
    return isRepeated ? { kind: 'proposed', next: instruction } : propose(instruction, request, stamp, others);
  }
  if (comparePeople(proposal, stamp, firstEpoch) === 'unknown') return propose(instruction, request, stamp);
  const people = [...others, proposal];
  return people.length + 1 < (compared === 'unknown' ? peopleMax : peopleMin)
    ? propose(instruction, request, stamp, people)
    : { kind: 'resolved', next: confirmResolution(instruction, request.evidence, stamp) };
}

/** Safe to ask for twice: the answer to the decision that ended it may have been lost. */
function resolvedBefore(instruction: Instruction, { decision }: ResolutionRequest): ResolutionResult {
  const { state, content } = instruction;
  const isResolved = 'reason' in state && state.reason === 'resolved' && state.status === decision;
  if (!isResolved) throw new NotInDoubtError(content.instructionId, state.status);
  return { kind: 'resolved', next: instruction };
}

function propose(
  instruction: Instruction,
  { decision, evidence }: ResolutionRequest,
  stamp: Stamp,
  agreedBefore: readonly PersonStamp[] = [],
): ResolutionResult {
  const before = instruction.history.filter(({ reason }) => reason === 'resolution-proposed');
  // Nobody uses up the word of another one: whoever has said nothing yet may, also after a change of their names.
  const hasSpoken = before.some((each) => comparePeople(each, stamp, undefined) === 'same');
  if (before.length >= proposalsMax && hasSpoken) throw new TooManyProposalsError(instruction.content.instructionId);
  return { kind: 'proposed', next: proposeResolution(instruction, decision, evidence, stamp, agreedBefore) };
}
