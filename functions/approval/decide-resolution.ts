import { comparePeople, type FirstEpoch, type PersonStamp } from '../shared/core/person.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { confirmResolution, proposeResolution } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { HistoryEntry, Instruction } from '../shared/ledger/instruction/instruction.ts';
import { requesterOf } from '../shared/ledger/instruction/requester.ts';
import type { SignedWord } from '../shared/passkeys/signed-word.ts';
import { DigestMismatchError, NotInDoubtError, OwnInstructionError, TooManyProposalsError } from './errors.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionResult {
  /** Resolved, or it waits for another person. */
  readonly kind: 'resolved' | 'proposed';
  /** What is to be written; the instruction itself where it says so already. */
  readonly next: Instruction;
}

/** What a decision is judged by, as it is now. */
export interface ResolutionRules {
  readonly firstEpoch?: FirstEpoch | undefined;
  /** Who asked for what it moves, also where it was not asked for by itself. */
  readonly requester?: PersonStamp | undefined;
  readonly isSignatureAsked?: boolean;
  /** What the person's device signed for it, judged before. */
  readonly word?: SignedWord | undefined;
}

/** So many people decide, and so many where one of them may have asked for it. */
const peopleMin = 2;
const peopleMax = 3;

/** Before nobody may change their mind any more: an item has room for 400 KB, and its history keeps each proposal. */
export const proposalsMax = 20;

/**
 * What one person's decision makes of an instruction in doubt. A second, different person who says the same ends it;
 * any other decision replaces the proposal. Where one of them may have asked for it under another name it takes a
 * third: then two of them did not. Where signatures are asked for, only what was signed counts. Throws where this person
 * or this decision cannot be taken.
 */
export function decideResolution(
  instruction: Instruction,
  request: ResolutionRequest,
  stamp: Stamp,
  rules: ResolutionRules = {},
): ResolutionResult {
  const { firstEpoch, requester = requesterOf(instruction), isSignatureAsked = false, word } = rules;
  const { content, digest, state } = instruction;
  const compared = requester === undefined ? 'different' : comparePeople(requester, stamp, firstEpoch);
  if (compared === 'same') throw new OwnInstructionError(content.instructionId);
  if (request.digest !== digest) throw new DigestMismatchError(content.instructionId);
  if (state.status !== 'needs-attention') return resolvedBefore(instruction, request);
  const { proposal } = state;
  const counts = (person: PersonStamp) => !isSignatureAsked || hasSigned(instruction, person);
  if (proposal?.decision !== request.decision || !counts(proposal)) {
    return propose(instruction, request, stamp, { word });
  }
  const others = (proposal.agreedBefore ?? []).filter(counts);
  const isSame = (other: PersonStamp) => comparePeople(other, stamp, firstEpoch) === 'same';
  if (others.some(isSame)) return { kind: 'proposed', next: instruction };
  if (isSame(proposal)) {
    const isRepeated = proposal.evidence === request.evidence;
    return isRepeated
      ? { kind: 'proposed', next: instruction }
      : propose(instruction, request, stamp, { agreedBefore: others, word });
  }
  if (comparePeople(proposal, stamp, firstEpoch) === 'unknown') {
    return propose(instruction, request, stamp, { word });
  }
  const people = [...others, proposal];
  return people.length + 1 < (compared === 'unknown' ? peopleMax : peopleMin)
    ? propose(instruction, request, stamp, { agreedBefore: people, word })
    : { kind: 'resolved', next: confirmResolution(instruction, request.evidence, stamp, { word }) };
}

/** Whether a device of the person signed it. */
function hasSigned({ history }: Instruction, { by, at }: PersonStamp): boolean {
  const isOfPerson = (entry: HistoryEntry) => entry.by === by && entry.at === at;
  return history.some((each) => each.reason === 'resolution-proposed' && isOfPerson(each) && each.word !== undefined);
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
  details: { readonly agreedBefore?: readonly PersonStamp[]; readonly word?: SignedWord | undefined },
): ResolutionResult {
  const before = instruction.history.filter(({ reason }) => reason === 'resolution-proposed');
  // Nobody uses up the word of another one: whoever has said nothing yet may, also after a change of their names.
  const hasSpoken = before.some((each) => comparePeople(each, stamp, undefined) === 'same');
  if (before.length >= proposalsMax && hasSpoken) throw new TooManyProposalsError(instruction.content.instructionId);
  return { kind: 'proposed', next: proposeResolution(instruction, decision, evidence, stamp, details) };
}
