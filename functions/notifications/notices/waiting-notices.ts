import { heldReasons } from '../../shared/core/held-reasons.ts';
import { holdBegan } from '../../shared/ledger/instruction/hold-began.ts';
import type { Instruction } from '../../shared/ledger/instruction/instruction.ts';
import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import { type ApprovalRules, approvalFacts, groupsThatCanApprove, progressOf } from './approval-notices.ts';
import { fact, groupsOf, momentText, type Notice } from './notice.ts';
import { paymentFacts, paymentSummary } from './payment-facts.ts';

/** It ends by itself unless people, or what holds it, let it go before. */
export function expiresSoon(instruction: Instruction, rules: ApprovalRules): Notice | undefined {
  const { content, state, createdAt } = instruction;
  const { status } = state;
  if (status !== 'awaiting-approval' && status !== 'approved') return undefined;
  const { policy } = rules;
  const { requester, operator } = policy.roles;
  const progress = status === 'awaiting-approval' ? progressOf(instruction, rules) : undefined;
  const canAct = progress === undefined ? operator : groupsThatCanApprove(progress, policy);
  const until = momentText(createdAt + policy.approvalExpiryMs);
  return {
    kind: 'expires-soon',
    about: `instruction ${content.instructionId}`,
    step: 'once',
    groups: groupsOf(canAct, requester),
    headline: 'Expires soon',
    summary: paymentSummary(content),
    facts: [
      ...fact('Expires', until),
      ...paymentFacts(instruction),
      ...(progress === undefined ? heldFacts(instruction) : approvalFacts(progress)),
    ],
    next: 'After that time it ends, nothing moves, and it has to be asked for again.',
    path: `/instructions/${content.instructionId}`,
  };
}

/** It is approved and did not leave for longer than anybody would expect. `since`: the version that began the hold. */
export function held(instruction: Instruction, since: number, policy: PolicyInForce): Notice | undefined {
  const { content, state, history, createdAt } = instruction;
  if (state.status !== 'approved' || state.heldReason === undefined) return undefined;
  // It went, and waits anew for something else.
  if (holdBegan(instruction)?.version !== since) return undefined;
  const { requester, approver, operator } = policy.roles;
  const isSweep = content.kind === 'asset-transfer';
  const began = history[since - 1]?.at;
  return {
    kind: 'held',
    about: `instruction ${content.instructionId}`,
    step: String(since),
    groups: isSweep ? groupsOf(operator) : groupsOf(requester, approver, operator),
    headline: 'Is held',
    summary: `${paymentSummary(content)} (${state.heldReason})`,
    facts: [
      ...heldFacts(instruction),
      ...fact('Held since', began === undefined ? undefined : momentText(began)),
      ...fact('Next try not before', state.notBefore === undefined ? undefined : momentText(state.notBefore)),
      ...paymentFacts(instruction),
      ...fact('Expires', momentText(createdAt + policy.approvalExpiryMs)),
    ],
    next: 'Nothing has left. It goes by itself once nothing holds it any more.',
    path: `/instructions/${content.instructionId}`,
  };
}

function heldFacts({ state }: Instruction) {
  const heldReason = state.status === 'approved' ? state.heldReason : undefined;
  return heldReason === undefined ? [] : fact('Held for', `${heldReason}. ${heldReasons[heldReason]}`);
}
