import { findFundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import {
  type FundingProgress,
  isFunded,
  isHeldForFunding,
  readFunding,
} from '../shared/ledger/funding/funding-progress.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { fundingMessage } from '../shared/ledger/messaging/funding-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
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
 * itself. Where the policy forbids it now, its release says so.
 */
export async function waitsForFunding(
  { sweeps, clock }: Pick<ReconciliationDependencies, 'sweeps' | 'clock'>,
  instruction: Instruction,
  funding: FundingProgress | undefined,
  policy: Policy,
): Promise<boolean> {
  const { content } = instruction;
  if (content.kind !== 'withdrawal' || !isFunded(content) || !isHeldForFunding(instruction)) return false;
  const plan = findFundingPlan(policy, content);
  if (funding === 'done' || plan === undefined) return false;
  if (funding === 'to-begin') {
    const { instructionId: withdrawal, coin } = content;
    await sweeps.send(fundingMessage({ withdrawal, to: plan.to, coin }, clock.now()));
  }
  return true;
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
