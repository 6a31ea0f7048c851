import { isSamePerson } from '../shared/core/ids.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { confirmResolution, proposeResolution } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { DigestMismatchError, NotInDoubtError, OwnInstructionError, TooManyProposalsError } from './errors.ts';
import type { ResolutionRequest } from './resolution-request.ts';

export interface ResolutionResult {
  /** Resolved, or it waits for a second person. */
  readonly kind: 'resolved' | 'proposed';
  /** What is to be written; the instruction itself where it says so already. */
  readonly next: Instruction;
}

/** An item has room for 400 KB, and each proposal is kept in its history. */
export const proposalsMax = 20;

/**
 * What one person's decision makes of an instruction in doubt. A second, different person who says the same ends it;
 * any other word replaces the proposal. Throws where this person or this word cannot be taken.
 */
export function decideResolution(instruction: Instruction, request: ResolutionRequest, stamp: Stamp): ResolutionResult {
  const { content, digest, state } = instruction;
  if (isSamePerson(content.requestedBy, stamp.by)) throw new OwnInstructionError(content.instructionId);
  if (request.digest !== digest) throw new DigestMismatchError(content.instructionId);
  if (state.status !== 'needs-attention') return resolvedBefore(instruction, request);
  const { proposal } = state;
  const isAgreed = proposal?.decision === request.decision;
  if (proposal !== undefined && isAgreed) {
    if (!isSamePerson(proposal.by, stamp.by)) {
      return { kind: 'resolved', next: confirmResolution(instruction, request.evidence, stamp) };
    }
    if (proposal.evidence === request.evidence) return { kind: 'proposed', next: instruction };
  }
  return { kind: 'proposed', next: addProposal(instruction, request, stamp) };
}

/** Safe to ask for twice: the answer to the word that ended it may have been lost. */
function resolvedBefore(instruction: Instruction, { decision }: ResolutionRequest): ResolutionResult {
  const { state, content } = instruction;
  const isResolved = 'reason' in state && state.reason === 'resolved' && state.status === decision;
  if (!isResolved) throw new NotInDoubtError(content.instructionId, state.status);
  return { kind: 'resolved', next: instruction };
}

function addProposal(instruction: Instruction, { decision, evidence }: ResolutionRequest, stamp: Stamp): Instruction {
  const before = instruction.history.filter(({ reason }) => reason === 'resolution-proposed');
  if (before.length >= proposalsMax) throw new TooManyProposalsError(instruction.content.instructionId);
  return proposeResolution(instruction, decision, evidence, stamp);
}
