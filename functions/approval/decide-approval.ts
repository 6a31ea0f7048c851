import { isSamePerson } from '../shared/core/ids.ts';
import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { excludedApprovers } from '../shared/ledger/authorization/excluded-approvers.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { addApproval, decline } from '../shared/ledger/instruction/approval-transitions.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Approval, Instruction } from '../shared/ledger/instruction/instruction.ts';
import { hasExpired } from '../shared/ledger/instruction/readiness.ts';
import { expire } from '../shared/ledger/instruction/transitions.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { ApprovalRequest } from './approval-request.ts';
import {
  AlreadyApprovedError,
  ApprovalExpiredError,
  DigestMismatchError,
  NotAwaitingApprovalError,
  OwnDestinationError,
  OwnInstructionError,
} from './errors.ts';

/** What an approval is judged by, as it is now. */
export interface ApprovalRules {
  readonly policy: Policy;
  /** The whitelist's entry of the destination. */
  readonly entry: WhitelistEntry | undefined;
  /** The person's groups that have the role of an approver. */
  readonly groups: readonly string[];
}

export interface ApprovalResult {
  /** `expired`: it was too late, and that is what is written. */
  readonly kind: 'approved' | 'waiting' | 'declined' | 'expired';
  readonly next: Instruction;
}

/**
 * What one approver's decision makes of an instruction. The digest that the approver sends back must be the
 * instruction's own: nobody approves what they have not read here. Throws where this person or this word cannot be
 * taken.
 */
export function decideApproval(
  instruction: Instruction,
  request: ApprovalRequest,
  rules: ApprovalRules,
  stamp: Stamp,
): ApprovalResult {
  const { content, digest } = instruction;
  const { instructionId: id } = content;
  if (isSamePerson(content.requestedBy, stamp.by)) throw new OwnInstructionError(id);
  if (request.digest !== digest) throw new DigestMismatchError(id);
  if (wasDeclinedBy(instruction, request, stamp.by)) return { kind: 'declined', next: instruction };
  if (content.kind === 'asset-transfer') throw new NotAwaitingApprovalError(id, 'a sweep');
  if (!isOpenTo(instruction, request)) throw refusal(instruction, request, stamp.by);
  if (hasExpired(instruction, rules.policy.approvalExpiryMs, stamp.at)) {
    return { kind: 'expired', next: expire(instruction, stamp) };
  }
  if (request.decision === 'decline') return { kind: 'declined', next: decline(instruction, request.reason, stamp) };
  return acceptApproval(instruction, content, request.reason, rules, stamp);
}

function acceptApproval(
  instruction: Instruction,
  content: OutgoingContent,
  why: string | undefined,
  { policy, entry, groups }: ApprovalRules,
  stamp: Stamp,
): ApprovalResult {
  const { instructionId: id, requestedBy, destination } = content;
  if (hasApproved(instruction, stamp.by)) throw new AlreadyApprovedError(id);
  const excluded = excludedApprovers(requestedBy, entry);
  if (excluded.some((person) => isSamePerson(person, stamp.by))) throw new OwnDestinationError(id, destination);
  const { approvals, digest } = instruction;
  const added: Approval = { by: stamp.by, at: stamp.at, groups, digest };
  const { isEnough } = approvalProgress({ approvals: [...approvals, added], digest }, content, policy, entry);
  const next = addApproval(instruction, groups, isEnough, stamp, why);
  return { kind: isEnough ? 'approved' : 'waiting', next };
}

/**
 * A decline is taken until it is sent. An approval is taken while people are asked: also for one that was approved and
 * is held because a tighter policy asks for more.
 */
function isOpenTo({ state }: Instruction, { decision }: ApprovalRequest): boolean {
  if (state.status === 'awaiting-approval') return true;
  if (state.status !== 'approved') return false;
  return decision === 'decline' || state.heldReason === 'approvals-missing';
}

/** Safe to ask for twice: the answer may have been lost. */
function wasDeclinedBy({ state, history }: Instruction, { decision }: ApprovalRequest, by: string): boolean {
  const last = history.at(-1);
  return decision === 'decline' && state.status === 'declined' && last !== undefined && isSamePerson(last.by, by);
}

function refusal(instruction: Instruction, { decision }: ApprovalRequest, by: string) {
  const { content, state } = instruction;
  const { instructionId: id } = content;
  if (decision === 'approve' && hasApproved(instruction, by)) return new AlreadyApprovedError(id);
  // The tick may have written it down a moment before.
  return state.status === 'expired' ? new ApprovalExpiredError(id) : new NotAwaitingApprovalError(id, state.status);
}

function hasApproved({ approvals }: Instruction, person: string): boolean {
  return approvals.some(({ by }) => isSamePerson(by, person));
}
