import type { OutgoingContent } from '../instruction/content.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Policy } from '../policy/policy.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { excludedApprovers } from './excluded.ts';
import { requirementOf, standingOf } from './quorum.ts';

/** Whether those who approved it are enough by this policy, and by who brought the destination in. */
export function hasEnoughApprovals(
  { approvals, digest }: Pick<Instruction, 'approvals' | 'digest'>,
  { coin, quantity, requestedBy }: OutgoingContent,
  policy: Policy,
  entry: WhitelistEntry | undefined,
): boolean {
  const excluded = excludedApprovers(requestedBy, entry);
  const counting = { digest, excluded, approverGroups: policy.roles.approver };
  return standingOf(approvals, requirementOf(policy, coin, quantity), counting).isEnough;
}
