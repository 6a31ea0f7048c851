import { assert } from '../../core/errors.ts';
import type { PersonStamp } from '../../core/person.ts';
import type { OutgoingContent } from '../instruction/content.ts';
import type { Approval, Instruction } from '../instruction/instruction.ts';
import { requesterOf } from '../instruction/requester.ts';
import type { PolicyInForce } from '../policy/policy-state.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { excludedApprovers } from './excluded-approvers.ts';
import { type ApprovalRequirement, approvalRequirement, type QuorumState, quorumState } from './quorum.ts';

/** How far the approvals of an instruction go, and towards what. */
export interface ApprovalProgress extends QuorumState {
  readonly requirement: ApprovalRequirement;
  /** People whose approval does not count. Undefined where nobody can be told from them: then none counts. */
  readonly excluded: readonly PersonStamp[] | undefined;
}

/** By this policy, and by who brought the destination in. `signed`: those that count where it asks for signatures. */
export function approvalProgress(
  instruction: Pick<Instruction, 'approvals' | 'digest' | 'content' | 'createdAt' | 'history'>,
  { coin, quantity }: OutgoingContent,
  policy: PolicyInForce,
  entry: WhitelistEntry | undefined,
  signed: readonly Approval[],
): ApprovalProgress {
  const { digest } = instruction;
  const { firstEpoch } = policy;
  const requester = requesterOf(instruction);
  assert(requester !== undefined, 'a person asks for a payment');
  const excluded = excludedApprovers(requester, entry, firstEpoch);
  const requirement = approvalRequirement(policy, coin, quantity);
  const counting = { digest, excluded: excluded ?? [], approverGroups: policy.roles.approver, firstEpoch };
  const approvals = requirement.passkeys ? signed : instruction.approvals;
  return { requirement, excluded, ...quorumState(excluded === undefined ? [] : approvals, requirement, counting) };
}
