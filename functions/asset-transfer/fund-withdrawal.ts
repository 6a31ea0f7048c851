import { type Amount, zero } from '../shared/core/amount.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import { fundingContentOf, fundingIdOf } from '../shared/ledger/funding/funding-id.ts';
import { type FundingPlan, findFundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import { type FundedContent, isFunded } from '../shared/ledger/funding/funding-progress.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { FundingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { createInstruction, markApproved, reject } from '../shared/ledger/instruction/transitions.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { heldReasonFor } from '../shared/ledger/obstacle.ts';
import { findCoveringPause } from '../shared/ledger/pause/pause.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { type FundingContext, findFundingObstacle } from './find-funding-obstacle.ts';
import type { FundingDependencies } from './funding-dependencies.ts';
import { claimBoth, decideNow, type Look, lookNow } from './look-at-funding.ts';
import { by, sendTransfer, stopTransfer } from './send-transfer.ts';

/**
 * Begins the one transfer that moves what a withdrawal lacks, or goes on with it. Safe to run at any time, and any
 * number of times: the transfer's id follows from the withdrawal's. Undefined where it cannot begin now: nothing is
 * written then, and the tick asks again.
 */
export async function fundWithdrawal(
  dependencies: FundingDependencies,
  withdrawalId: InstructionId,
): Promise<Instruction | undefined> {
  const withdrawal = await requireInstruction(dependencies.instructions, withdrawalId);
  const funded = requireFunded(withdrawal);
  const id = fundingIdOf(withdrawalId);
  const existing = await dependencies.instructions.get(id);
  if (existing === undefined) {
    const begun = await begin(dependencies, withdrawal, funded);
    return begun && publishStatusEvents(dependencies.bus, dependencies.instructions, begun);
  }
  const content = fundingContentOf(existing, withdrawalId);
  if (content === undefined) throw new InstructionConflictError(id);
  const moved = await goOn(dependencies, withdrawal, funded, existing, content);
  return publishStatusEvents(dependencies.bus, dependencies.instructions, moved);
}

function requireFunded({ content }: Instruction): FundedContent {
  if (content.kind === 'withdrawal' && isFunded(content)) return content;
  const reason = `${content.instructionId} names no account to fund it from`;
  const expected = 'the id of a withdrawal with fundFrom';
  throw new InvalidInputError('funding message', [{ field: 'funds', reason, expected }]);
}

/** Decides what is lacking, writes it down, sends it. */
async function begin(
  dependencies: FundingDependencies,
  withdrawal: Instruction,
  funded: FundedContent,
): Promise<Instruction | undefined> {
  const context = await readContext(dependencies, withdrawal, funded);
  const { plan } = context;
  // The withdrawal's own release says so.
  if (plan === undefined) return undefined;
  const first: Stamp = { at: dependencies.clock.now(), by };
  const empty = contentOf(plan, funded, zero);
  const candidate = markApproved(createInstruction(empty, first), first);
  // Nothing is held that is not written.
  if (findFundingObstacle(candidate, empty, context, first) !== undefined) return undefined;
  const decided = await decideNow(dependencies, plan, funded);
  if (decided === undefined) return undefined;
  const { decision, look } = decided;
  const content = contentOf(plan, funded, decision.quantity);
  const stamp: Stamp = { at: dependencies.clock.now(), by };
  const requested = createInstruction(content, stamp);
  const written = decision.kind === 'move' ? markApproved(requested, stamp) : reject(requested, decision.reason, stamp);
  const created = await dependencies.instructions.create(written);
  // Another instance was first: it decided, and sends.
  if (created.kind !== 'created' || decision.kind === 'nothing') return created.instruction;
  return send(dependencies, funded, created.instruction, content, look);
}

/** A transfer that is written already. Only what was certainly not taken goes on. */
async function goOn(
  dependencies: FundingDependencies,
  withdrawal: Instruction,
  funded: FundedContent,
  transfer: Instruction,
  content: FundingContent,
): Promise<Instruction> {
  const context = await readContext(dependencies, withdrawal, funded);
  const stamp: Stamp = { at: dependencies.clock.now(), by };
  const obstacle = findFundingObstacle(transfer, content, context, stamp);
  const { plan } = context;
  if (obstacle !== undefined || plan === undefined) return stopTransfer(dependencies, transfer, obstacle, stamp);
  if (!(await claimBoth(dependencies, plan, funded))) return transfer;
  const look = await lookNow(dependencies, plan, funded);
  if (look === undefined) return transfer;
  const left = findFundingObstacle(transfer, content, { ...context, look }, stamp);
  return left === undefined
    ? send(dependencies, funded, transfer, content, look)
    : stopTransfer(dependencies, transfer, left, stamp);
}

function contentOf({ source, target, to }: FundingPlan, funded: FundedContent, quantity: Amount): FundingContent {
  const { instructionId, coin } = funded;
  return {
    kind: 'asset-transfer',
    instructionId: fundingIdOf(instructionId),
    funds: instructionId,
    source,
    destination: to,
    address: target,
    coin,
    quantity,
    requestedBy: `withdrawal:${instructionId}`,
  };
}

/** Reads everything anew, strongly consistent. */
async function readContext(
  { policies, pauses }: FundingDependencies,
  withdrawal: Instruction,
  funded: FundedContent,
): Promise<FundingContext> {
  const [policy, standing] = await Promise.all([policies.get(), pauses.get()]);
  const plan = findFundingPlan(policy, funded);
  const subjects = plan === undefined ? [funded] : [funded, contentOf(plan, funded, zero)];
  const isPaused = subjects.some((subject) => findCoveringPause(standing, subject) !== undefined);
  return { plan, approvalExpiryMs: policy.approvalExpiryMs, withdrawal, isPaused };
}

function send(
  dependencies: FundingDependencies,
  funded: FundedContent,
  transfer: Instruction,
  content: FundingContent,
  look: Look,
): Promise<Instruction> {
  return sendTransfer(dependencies, transfer, content, async () => {
    const withdrawal = await requireInstruction(dependencies.instructions, funded.instructionId);
    const context = await readContext(dependencies, withdrawal, funded);
    const stamp = { at: dependencies.clock.now(), by };
    return heldReasonFor(findFundingObstacle(transfer, content, { ...context, look }, stamp));
  });
}
