import type { Millis } from '../shared/core/clock.ts';
import type { ErrorCode } from '../shared/core/error-codes.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { Approval, Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { type Identity, personIn, requireRole } from '../shared/runtime/http/identity.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { decideApproval } from './decide-approval.ts';
import { approverGroupsOf, decisionAccess } from './decision-access.ts';
import { ApprovalExpiredError } from './errors.ts';

/** Whether a decision of this person would be taken, and what it would be answered where not. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: ErrorCode; readonly message: string };

export interface MayDecide {
  readonly approve: Verdict;
  readonly decline: Verdict;
}

/** What a decision is judged by, as it is now. */
export interface DecisionFacts {
  readonly policy: PolicyInForce;
  readonly entry: WhitelistEntry | undefined;
  /** Its approvals that devices signed. */
  readonly signed: readonly Approval[];
  readonly now: Millis;
}

/**
 * Tries both decisions on the instruction as it stands, by the very rules that take them, and writes nothing. So what is
 * said here can never differ from what a decision is answered, as long as nothing changes between the two.
 */
export function mayDecide(instruction: Instruction, identity: Identity, facts: DecisionFacts): MayDecide {
  const { digest } = instruction;
  return {
    approve: verdictOn(instruction, { decision: 'approve', digest }, identity, facts),
    decline: verdictOn(instruction, { decision: 'decline', digest, reason: 'not decided' }, identity, facts),
  };
}

function verdictOn(
  instruction: Instruction,
  request: ApprovalRequest,
  identity: Identity,
  { policy, entry, signed, now }: DecisionFacts,
): Verdict {
  try {
    requireRole(identity, policy.roles, decisionAccess);
    const rules = { policy, entry, signed, groups: approverGroupsOf(identity, policy), word: 'to-come' } as const;
    const { kind } = decideApproval(instruction, request, rules, { at: now, ...personIn(identity) });
    if (kind === 'expired') throw new ApprovalExpiredError(instruction.content.instructionId);
    return { allowed: true };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { allowed: false, code: error.code, message: error.message };
  }
}
