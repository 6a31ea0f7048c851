import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { claimedSigned } from '../shared/ledger/authorization/signed-approvals.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { hasExpired } from '../shared/ledger/instruction/readiness.ts';
import { expire, markApproved } from '../shared/ledger/instruction/transitions.ts';
import { releaseMessage } from '../shared/ledger/messaging/release-message.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/**
 * One that waited for people longer than it may ends. One whose approvals are enough by the policy in force now is sent
 * to its queue: a tier may have become lower since, or a group an approver again, and those who approved it cannot do
 * so twice.
 */
export async function advancePendingApproval(
  dependencies: ReconciliationDependencies,
  waiting: Instruction,
  policy: PolicyInForce,
  stamp: Stamp,
): Promise<Instruction> {
  const { content, approvals } = waiting;
  if (hasExpired(waiting, policy.approvalExpiryMs, stamp.at))
    return write(dependencies, waiting, expire(waiting, stamp));
  if (content.kind === 'asset-transfer' || approvals.length === 0) return waiting;
  const entry = await dependencies.whitelist.get(content.destination);
  if (!approvalProgress(waiting, content, policy, entry, claimedSigned(waiting)).isEnough) return waiting;
  const approved = await write(dependencies, waiting, markApproved(waiting, stamp));
  await dependencies.releases.send(releaseMessage(approved));
  return approved;
}

async function write(
  dependencies: ReconciliationDependencies,
  seen: Instruction,
  next: Instruction,
): Promise<Instruction> {
  await dependencies.instructions.update(seen, next);
  return next;
}
