import { approvalProgress } from '../shared/ledger/gate/progress.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { hasExpired } from '../shared/ledger/instruction/readiness.ts';
import { approve, expire } from '../shared/ledger/instruction/transitions.ts';
import { releaseMessage } from '../shared/ledger/messaging/release-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { ReconciliationParts } from './dependencies.ts';

/**
 * One that waited for people longer than it may ends. One whose approvals are enough by the policy in force now is handed on:
 * a tier may have become lower since, or a group an approver again, and those who approved it cannot do so twice.
 */
export async function moveWaiting(
  parts: ReconciliationParts,
  waiting: Instruction,
  policy: Policy,
  stamp: Stamp,
): Promise<Instruction> {
  const { content, approvals } = waiting;
  if (hasExpired(waiting, policy.approvalExpiryMs, stamp.at)) return write(parts, waiting, expire(waiting, stamp));
  if (content.kind === 'asset-transfer' || approvals.length === 0) return waiting;
  const entry = await parts.whitelist.get(content.destination);
  if (!approvalProgress(waiting, content, policy, entry).isEnough) return waiting;
  const approved = await write(parts, waiting, approve(waiting, stamp));
  await parts.releases.send(releaseMessage(approved));
  return approved;
}

async function write(parts: ReconciliationParts, seen: Instruction, next: Instruction): Promise<Instruction> {
  await parts.instructions.update(seen, next);
  return next;
}
