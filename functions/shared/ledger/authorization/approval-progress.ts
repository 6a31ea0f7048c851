import type { OutgoingContent } from '../instruction/content.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Policy } from '../policy/policy.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { excludedApprovers } from './excluded-approvers.ts';
import { type ApprovalRequirement, approvalRequirement, type QuorumState, quorumState } from './quorum.ts';

/** How far the approvals of an instruction go, and towards what. */
export interface ApprovalProgress extends QuorumState {
  readonly requirement: ApprovalRequirement;
  /** People whose approval does not count. */
  readonly excluded: readonly string[];
}

/** By this policy, and by who brought the destination in. */
export function approvalProgress(
  { approvals, digest }: Pick<Instruction, 'approvals' | 'digest'>,
  { coin, quantity, requestedBy }: OutgoingContent,
  policy: Policy,
  entry: WhitelistEntry | undefined,
): ApprovalProgress {
  const excluded = excludedApprovers(requestedBy, entry);
  const requirement = approvalRequirement(policy, coin, quantity);
  const counting = { digest, excluded, approverGroups: policy.roles.approver };
  return { requirement, excluded, ...quorumState(approvals, requirement, counting) };
}
