import type { OutgoingContent } from '../instruction/content.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Policy } from '../policy/policy.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { excludedApprovers } from './excluded.ts';
import { type Requirement, requirementOf, type Standing, standingOf } from './quorum.ts';

/** How far the approvals of an instruction go, and towards what. */
export interface Progress extends Standing {
  readonly requirement: Requirement;
  /** People whose approval does not count. */
  readonly excluded: readonly string[];
}

/** By this policy, and by who brought the destination in. */
export function approvalProgress(
  { approvals, digest }: Pick<Instruction, 'approvals' | 'digest'>,
  { coin, quantity, requestedBy }: OutgoingContent,
  policy: Policy,
  entry: WhitelistEntry | undefined,
): Progress {
  const excluded = excludedApprovers(requestedBy, entry);
  const requirement = requirementOf(policy, coin, quantity);
  const counting = { digest, excluded, approverGroups: policy.roles.approver };
  return { requirement, excluded, ...standingOf(approvals, requirement, counting) };
}
