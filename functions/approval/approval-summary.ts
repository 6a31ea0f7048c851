import { blocksOf } from '../shared/core/blocks.ts';
import { iso, type Millis } from '../shared/core/clock.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { type ApprovalProgress, approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { authorizePayment } from '../shared/ledger/authorization/authorize-payment.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { approvalSummarySchema } from './approval-summary-schema.ts';

export type ApprovalSummary = ResponseType<typeof approvalSummarySchema>;

const dayMs = 86_400_000;

/**
 * All that an approver has to see, from our own records and in full: nothing is shortened, and nothing comes from the
 * one who asks but the note. The digest is to be sent back with the decision.
 */
export function approvalSummary(
  instruction: Instruction,
  content: OutgoingContent,
  policy: PolicyInForce,
  entry: WhitelistEntry | undefined,
  now: Millis,
): ApprovalSummary {
  const { state, digest, createdAt } = instruction;
  const { instructionId, coin, quantity, destination, address, requestedBy, note } = content;
  const decision = authorizePayment(content, policy, entry, now);
  return {
    id: instructionId,
    kind: content.kind,
    status: state.status,
    quantity,
    coin,
    ...(content.kind === 'withdrawal' ? { chain: content.chain, tag: content.tag } : {}),
    address,
    addressBlocks: blocksOf(address ?? ''),
    destination: destinationSummary(destination, entry, now),
    requestedBy,
    requestedAt: iso(createdAt),
    note,
    digest,
    ...progressSummary(approvalProgress(instruction, content, policy, entry)),
    expiresAt: iso(createdAt + policy.approvalExpiryMs),
    // What would become of it if it were released now.
    ...(decision.kind === 'refused' ? { forbidden: decision.reason } : {}),
    ...(decision.kind === 'allowed' && decision.notBefore !== undefined ? { notBefore: iso(decision.notBefore) } : {}),
  };
}

/** Who brought the destination in, who confirmed it, and how old it is. A young one is worth a second look. */
function destinationSummary(
  id: string,
  entry: WhitelistEntry | undefined,
  now: Millis,
): ApprovalSummary['destination'] {
  if (entry === undefined) return { id, status: 'unknown' };
  return {
    id,
    status: entry.state.status,
    proposedBy: entry.proposedBy,
    proposedAt: iso(entry.proposedAt),
    ageInDays: Math.floor((now - entry.proposedAt) / dayMs),
    confirmedBy: entry.confirmations.map(({ by, at }) => ({ by, at: iso(at) })),
  };
}

function progressSummary(
  progress: ApprovalProgress,
): Pick<ApprovalSummary, 'requires' | 'approvals' | 'missing' | 'mayNotApprove' | 'destinationUnconfirmed'> {
  return {
    requires: progress.requirement,
    approvals: progress.counted.map(({ by, at, groups }) => ({ by, at: iso(at), groups })),
    missing: { people: progress.missingPeople, groups: progress.missingGroups },
    mayNotApprove: (progress.excluded ?? []).map(({ by }) => by),
    ...(progress.excluded === undefined ? { destinationUnconfirmed: true } : {}),
  };
}
