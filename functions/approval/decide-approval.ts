import { comparePeople, type PersonStamp, stampOf } from '../shared/core/person.ts';
import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { excludedApprovers } from '../shared/ledger/authorization/excluded-approvers.ts';
import { approvalRequirement } from '../shared/ledger/authorization/quorum.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { addApproval, decline } from '../shared/ledger/instruction/approval-transitions.ts';
import { awaitsApproval } from '../shared/ledger/instruction/awaits-approval.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Approval, Instruction } from '../shared/ledger/instruction/instruction.ts';
import { hasExpired } from '../shared/ledger/instruction/readiness.ts';
import { requesterOf } from '../shared/ledger/instruction/requester.ts';
import { expire } from '../shared/ledger/instruction/transitions.ts';
import { PasskeyRequiredError } from '../shared/ledger/passkeys/errors.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { SignedWord } from '../shared/passkeys/signed-word.ts';
import type { ApprovalRequest } from './approval-request.ts';
import {
  AlreadyApprovedError,
  ApprovalExpiredError,
  DestinationIdentityChangedError,
  DigestMismatchError,
  NotAwaitingApprovalError,
  OwnDestinationError,
  OwnInstructionError,
  RequestIdentityChangedError,
} from './errors.ts';

/** What an approval is judged by, as it is now. */
export interface ApprovalRules {
  readonly policy: PolicyInForce;
  /** The whitelist's entry of the destination. */
  readonly entry: WhitelistEntry | undefined;
  /** The person's groups that have the role of an approver. */
  readonly groups: readonly string[];
  /** Its approvals that devices signed, judged now. */
  readonly signed: readonly Approval[];
  /** What the person's device signed for this approval, judged before. `to-come`: it is asked for when it is given. */
  readonly word?: SignedWord | 'to-come' | undefined;
}

export interface ApprovalResult {
  /** `expired`: it was too late, and that is what is written. */
  readonly kind: 'approved' | 'waiting' | 'declined' | 'expired';
  readonly next: Instruction;
}

/**
 * What one approver's decision makes of an instruction. The digest that the approver sends back must be the
 * instruction's own: nobody approves what they have not read here. Throws where this person or this decision cannot be
 * taken. A decline only stops it, so it is taken from everybody who is not known to have asked for it.
 */
export function decideApproval(
  instruction: Instruction,
  request: ApprovalRequest,
  rules: ApprovalRules,
  stamp: Stamp,
): ApprovalResult {
  const { content, digest } = instruction;
  const { instructionId: id } = content;
  const { firstEpoch } = rules.policy;
  const requester = requesterOf(instruction);
  if (requester !== undefined && comparePeople(requester, stamp, firstEpoch) === 'same')
    throw new OwnInstructionError(id);
  if (request.digest !== digest) throw new DigestMismatchError(id);
  if (wasDeclinedBy(instruction, request, stamp)) return { kind: 'declined', next: instruction };
  if (content.kind === 'asset-transfer' || requester === undefined) throw new NotAwaitingApprovalError(id, 'a sweep');
  const isSignatureAsked = approvalRequirement(rules.policy, content.coin, content.quantity).passkeys;
  const payment = { instruction, content, requester, rules, isSignatureAsked };
  if (!isOpenTo(instruction, request)) throw refusal(payment, request, stamp);
  if (hasExpired(instruction, rules.policy.approvalExpiryMs, stamp.at)) {
    return { kind: 'expired', next: expire(instruction, stamp) };
  }
  if (request.decision === 'decline') return { kind: 'declined', next: decline(instruction, request.reason, stamp) };
  return acceptApproval(payment, request.reason, stamp);
}

interface Payment {
  readonly instruction: Instruction;
  readonly content: OutgoingContent;
  readonly requester: PersonStamp;
  readonly rules: ApprovalRules;
  readonly isSignatureAsked: boolean;
}

function acceptApproval(payment: Payment, why: string | undefined, stamp: Stamp): ApprovalResult {
  const { instruction, content, isSignatureAsked } = payment;
  const { policy, entry, groups, signed, word } = payment.rules;
  const { instructionId: id } = content;
  if (hasApproved(payment, stamp)) throw new AlreadyApprovedError(id);
  requireOther(payment, stamp);
  if (isSignatureAsked && word === undefined) throw new PasskeyRequiredError();
  if (word === 'to-come') return { kind: 'waiting', next: instruction };
  const { approvals, digest } = instruction;
  const added: Approval = { ...stampOf(stamp), groups, digest, ...(word === undefined ? {} : { word }) };
  const approved = { ...instruction, approvals: [...approvals, added] };
  const { isEnough } = approvalProgress(approved, content, policy, entry, [...signed, added]);
  const next = addApproval(instruction, { groups, isEnough, why, word }, stamp);
  return { kind: isEnough ? 'approved' : 'waiting', next };
}

/** Throws unless this is, for certain, another person than who asked for it and who brought the destination in. */
function requireOther({ content, requester, rules: { policy, entry } }: Payment, stamp: Stamp): void {
  const { instructionId: id, destination } = content;
  const compare = (person: PersonStamp) => comparePeople(person, stamp, policy.firstEpoch);
  if (compare(requester) !== 'different') throw new RequestIdentityChangedError(id);
  const excluded = excludedApprovers(requester, entry, policy.firstEpoch);
  if (excluded === undefined) throw new DestinationIdentityChangedError(id, destination);
  if (excluded.some((person) => compare(person) !== 'different')) throw new OwnDestinationError(id, destination);
}

/** A decline is taken until it is sent, an approval while people are asked. */
function isOpenTo(instruction: Instruction, { decision }: ApprovalRequest): boolean {
  return awaitsApproval(instruction) || (decision === 'decline' && instruction.state.status === 'approved');
}

/** Safe to ask for twice: the answer may have been lost. */
function wasDeclinedBy({ state, history }: Instruction, { decision }: ApprovalRequest, stamp: Stamp): boolean {
  const last = history.at(-1);
  const isDeclined = decision === 'decline' && state.status === 'declined' && last !== undefined;
  return isDeclined && comparePeople(last, stamp, undefined) === 'same';
}

function refusal(payment: Payment, { decision }: ApprovalRequest, stamp: Stamp) {
  const { content, state } = payment.instruction;
  const { instructionId: id } = content;
  if (decision === 'approve' && hasApproved(payment, stamp)) return new AlreadyApprovedError(id);
  // The tick may have written it down a moment before.
  return state.status === 'expired' ? new ApprovalExpiredError(id) : new NotAwaitingApprovalError(id, state.status);
}

/** Whether the person approved it in a way that counts: where signatures are asked for, with one. */
function hasApproved({ instruction, rules, isSignatureAsked }: Payment, stamp: Stamp): boolean {
  const { policy, signed } = rules;
  const counting = isSignatureAsked ? signed : instruction.approvals;
  return counting.some((each) => comparePeople(each, stamp, policy.firstEpoch) === 'same');
}
