import { comparePeople, type Person } from '../shared/core/person.ts';
import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { claimedSigned } from '../shared/ledger/authorization/signed-approvals.ts';
import { awaitsApproval } from '../shared/ledger/instruction/awaits-approval.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { hasExpired } from '../shared/ledger/instruction/readiness.ts';
import { requesterOf } from '../shared/ledger/instruction/requester.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';

/** Who looks, and when. */
export interface Looker {
  readonly person: Person;
  /** All groups of the person. */
  readonly groups: readonly string[];
  readonly policy: PolicyInForce;
  readonly now: number;
}

/**
 * Whether an instruction waits for a decision that this person may make and that brings it on. It is for a list: whoever
 * decides is judged again, by the rules of the decision itself.
 */
export function needsDecisionOf(instruction: Instruction, looker: Looker, entry: WhitelistEntry | undefined): boolean {
  const { state } = instruction;
  if (state.status === 'needs-attention') return mayResolve(instruction, looker);
  return awaitsApproval(instruction) && bringsOn(instruction, looker, entry);
}

/** Whether the treasury would count this person's approval, and still lacks it. */
function bringsOn(instruction: Instruction, looker: Looker, entry: WhitelistEntry | undefined): boolean {
  const { content, approvals, digest } = instruction;
  const { person, policy, now } = looker;
  const groups = looker.groups.filter((group) => policy.roles.approver.includes(group));
  if (content.kind === 'asset-transfer' || groups.length === 0) return false;
  if (hasExpired(instruction, policy.approvalExpiryMs, now)) return false;
  const before = approvalProgress(instruction, content, policy, entry, claimedSigned(instruction));
  const added = { ...person, at: now, groups, digest };
  const withAdded = { ...instruction, approvals: [...approvals, added] };
  // The device is asked when the decision is made.
  const signed = [...claimedSigned(instruction), added];
  const after = approvalProgress(withAdded, content, policy, entry, signed);
  return after.missingPeople < before.missingPeople;
}

/** Whoever asked for it does not decide what became of it, nor twice in the same way. */
function mayResolve(instruction: Instruction, { person, groups, policy, now }: Looker): boolean {
  const { state } = instruction;
  const { approver, operator } = policy.roles;
  if (!groups.some((group) => approver.includes(group) || operator.includes(group))) return false;
  const proposal = state.status === 'needs-attention' ? state.proposal : undefined;
  const said = proposal === undefined ? [] : [proposal, ...(proposal.agreedBefore ?? [])];
  const requester = requesterOf(instruction);
  const others = [...(requester === undefined ? [] : [requester]), ...said];
  return others.every((each) => comparePeople(each, { ...person, at: now }, policy.firstEpoch) !== 'same');
}
