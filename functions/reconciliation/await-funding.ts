import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { authorizePayment } from '../shared/ledger/authorization/authorize-payment.ts';
import { claimedSigned } from '../shared/ledger/authorization/signed-approvals.ts';
import { readLimitMet } from '../shared/ledger/counted-books.ts';
import { findFundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import {
  type FundedContent,
  type FundingProgress,
  isFunded,
  isHeldForFunding,
  readFunding,
} from '../shared/ledger/funding/funding-progress.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { fundingMessage } from '../shared/ledger/messaging/funding-message.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { orUnreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/** How far an approved withdrawal is funded. Undefined where nothing is to be moved for it. */
export async function fundingOf(
  { instructions }: Pick<ReconciliationDependencies, 'instructions'>,
  { content, state }: Instruction,
): Promise<FundingProgress | undefined> {
  if (content.kind !== 'withdrawal' || state.status !== 'approved') return undefined;
  return readFunding(instructions, content);
}

/**
 * Whether a withdrawal waits for nothing but its transfer, which is begun where it is not. What is under way goes on by
 * itself. Where something else stands in its way by now, its release says so: nothing is moved for it meanwhile.
 */
export async function waitsForFunding(
  dependencies: Pick<ReconciliationDependencies, 'sweeps' | 'whitelist' | 'reservations' | 'clock'>,
  instruction: Instruction,
  funding: FundingProgress | undefined,
  policy: PolicyInForce,
): Promise<boolean> {
  const { content } = instruction;
  if (content.kind !== 'withdrawal' || !isFunded(content) || !isHeldForFunding(instruction)) return false;
  const plan = findFundingPlan(policy, content);
  if (funding === 'done' || plan === undefined) return false;
  if (!(await mayLeave(dependencies, instruction, content, policy))) return false;
  if (funding === 'to-begin') {
    const limitMet = await readLimitMet(dependencies.reservations, content, policy, dependencies.clock.now());
    if (limitMet !== undefined) return false;
    const { instructionId: withdrawal, coin } = content;
    const message = fundingMessage({ withdrawal, to: plan.to, coin }, dependencies.clock.now());
    await dependencies.sweeps.send(message);
  }
  return true;
}

/**
 * Whether a transfer that is written waits for what is to become of its withdrawal: that waits for nothing but the
 * transfer, as far as it was looked at last, and may not leave as things stand. Its release says so first.
 */
export async function waitsForItsWithdrawal(
  dependencies: Pick<ReconciliationDependencies, 'instructions' | 'whitelist' | 'clock'>,
  { content }: Instruction,
  policy: PolicyInForce,
): Promise<boolean> {
  if (!('funds' in content)) return false;
  const withdrawal = await dependencies.instructions.get(content.funds);
  if (withdrawal === undefined || !isHeldForFunding(withdrawal)) return false;
  const { content: funded } = withdrawal;
  if (funded.kind !== 'withdrawal' || !isFunded(funded)) return false;
  return !(await mayLeave(dependencies, withdrawal, funded, policy));
}

/** Whether the policy, the whitelist and the people let it leave as things stand. */
async function mayLeave(
  { whitelist, clock }: Pick<ReconciliationDependencies, 'whitelist' | 'clock'>,
  instruction: Instruction,
  content: FundedContent,
  policy: PolicyInForce,
): Promise<boolean> {
  const entry = await whitelist.get(content.destination);
  const decision = authorizePayment(content, policy, entry, clock.now());
  if (decision.kind === 'refused' || decision.notBefore !== undefined) return false;
  return approvalProgress(instruction, content, policy, entry, claimedSigned(instruction)).isEnough;
}

/**
 * What the end of a transfer has to say of the withdrawal that it funds. Undefined where that is still to be sent, and
 * of any other instruction.
 */
export async function fundedEnd(
  { instructions }: Pick<ReconciliationDependencies, 'instructions'>,
  { content }: Instruction,
): Promise<ReasonCode | undefined> {
  if (!('funds' in content)) return undefined;
  const withdrawal = await orUnreadable(() => instructions.get(content.funds));
  // Its transfer ends all the same.
  if (withdrawal === undefined || withdrawal === 'unreadable') return undefined;
  return isTerminal(withdrawal.state.status) ? 'withdrawal-ended' : undefined;
}
