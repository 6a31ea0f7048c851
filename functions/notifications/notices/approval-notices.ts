import { type ApprovalProgress, approvalProgress } from '../../shared/ledger/authorization/approval-progress.ts';
import { claimedSigned } from '../../shared/ledger/authorization/signed-approvals.ts';
import type { Instruction } from '../../shared/ledger/instruction/instruction.ts';
import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import type { WhitelistEntry } from '../../shared/ledger/whitelist/entry.ts';
import { type Fact, fact, groupsOf, momentText, type Notice } from './notice.ts';
import { paymentFacts, paymentSummary } from './payment-facts.ts';

/** What it takes to tell whom a payment waits for. */
export interface ApprovalRules {
  readonly policy: PolicyInForce;
  readonly entry: WhitelistEntry | undefined;
}

/** It waits for approvers, with all whose approval would count. The groups are those that can still give one. */
export function waitsForApproval(instruction: Instruction, rules: ApprovalRules): Notice | undefined {
  const progress = progressOf(instruction, rules);
  if (progress === undefined || progress.isEnough) return undefined;
  return approvalNotice(instruction, rules, progress, 'waits-for-approval', 'Waits for your approval');
}

/** Somebody has approved it, and it takes exactly one person more. */
export function oneApprovalMissing(instruction: Instruction, rules: ApprovalRules): Notice | undefined {
  const progress = progressOf(instruction, rules);
  if (progress?.missingPeople !== 1) return undefined;
  return approvalNotice(instruction, rules, progress, 'one-approval-missing', 'One more approval is missing');
}

function approvalNotice(
  instruction: Instruction,
  { policy }: ApprovalRules,
  progress: ApprovalProgress,
  kind: 'waits-for-approval' | 'one-approval-missing',
  headline: string,
): Notice {
  const { content, approvals, createdAt } = instruction;
  return {
    kind,
    about: `instruction ${content.instructionId}`,
    // The same number of approvals is the same call for them, however often it is put on hold for want of them.
    step: String(approvals.length),
    groups: groupsThatCanApprove(progress, policy),
    headline,
    summary: paymentSummary(content),
    facts: [
      ...paymentFacts(instruction),
      ...approvalFacts(progress),
      ...fact('Expires', momentText(createdAt + policy.approvalExpiryMs)),
    ],
    next: 'Sign in, read the approval summary, and compare the destination there before you decide.',
    path: `/instructions/${content.instructionId}`,
  };
}

export function progressOf(instruction: Instruction, { policy, entry }: ApprovalRules): ApprovalProgress | undefined {
  const { content } = instruction;
  return content.kind === 'asset-transfer'
    ? undefined
    : approvalProgress(instruction, content, policy, entry, claimedSigned(instruction));
}

export function approvalFacts(progress: ApprovalProgress): readonly Fact[] {
  const { missingPeople, missingGroups, counted, excluded } = progress;
  return [
    ...fact('Still needs', missingText(missingPeople, missingGroups)),
    ...fact('Approved by', counted.map(({ by }) => by).join(', ')),
    ...fact('May not approve', (excluded ?? []).map(({ by }) => by).join(', ')),
  ];
}

/** `1 person of finance`, `2 people, with one of each of: treasury, finance`. */
function missingText(people: number, groups: readonly string[]): string {
  if (people === 1) return groups.length === 0 ? '1 person' : `1 person of ${groups.join(', ')}`;
  return groups.length === 0 ? `${people} people` : `${people} people, with one of each of: ${groups.join(', ')}`;
}

/** Where every person that is missing has to be of a certain group, the others can do nothing about it. */
export function groupsThatCanApprove(
  { missingPeople, missingGroups }: ApprovalProgress,
  { roles }: PolicyInForce,
): readonly string[] {
  return groupsOf(missingPeople > missingGroups.length ? roles.approver : missingGroups);
}
