import { type Amount, zero } from '../shared/core/amount.ts';
import type { Millis } from '../shared/core/clock.ts';
import { InvalidInputError, isTreasuryError } from '../shared/core/errors.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import { fundingContentOf, fundingIdOf } from '../shared/ledger/funding/funding-id.ts';
import { type FundingPlan, findFundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import { type FundedContent, isFunded } from '../shared/ledger/funding/funding-progress.ts';
import { holdForError } from '../shared/ledger/hold.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { FundingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { createInstruction, markApproved, reject } from '../shared/ledger/instruction/transitions.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { heldReasonFor } from '../shared/ledger/obstacle.ts';
import { findCoveringPause } from '../shared/ledger/pause/pause.ts';
import { currentReading } from '../shared/ledger/readings/exchange-readings.ts';
import { termsFor, totalDebit } from '../shared/ledger/readings/payment-terms.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import type { ExchangeReadingStore } from '../shared/ledger/store/exchange-readings.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { SourceClaims } from '../shared/ledger/store/source-claims.ts';
import type { Report } from '../shared/runtime/report.ts';
import { decideFunding, type FundingBalances, type FundingDecision } from './decide-funding.ts';
import { type FundingContext, findFundingObstacle } from './find-funding-obstacle.ts';
import { readFree } from './read-balances.ts';
import { by, sendTransfer, stopTransfer, type TransferDependencies } from './send-transfer.ts';

export interface FundingDependencies extends TransferDependencies {
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly readings: Pick<ExchangeReadingStore, 'get'>;
  readonly claims: SourceClaims;
  readonly bus: Bus;
  readonly exchange: Pick<ExchangeClient, 'read' | 'prepare'>;
  /** Told of what keeps a transfer from its beginning and is written nowhere. */
  readonly report: Report;
}

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
  const look = await lookNow(dependencies, plan, funded);
  if (look === undefined || !(await claimBoth(dependencies, plan, content))) return transfer;
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

type Look = NonNullable<FundingContext['look']>;

interface Decided {
  readonly decision: Exclude<FundingDecision, { kind: 'too-little' }>;
  readonly look: Look;
}

/**
 * Both accounts are claimed before the look that decides. But not by who finds too little in the first one: it would
 * keep all others from them, for as long as it waits.
 */
async function decideNow(
  dependencies: FundingDependencies,
  plan: FundingPlan,
  funded: FundedContent,
): Promise<Decided | undefined> {
  const before = await lookNow(dependencies, plan, funded);
  if (before === undefined) return undefined;
  if (decideFunding(before.need, before.balances, plan).kind === 'too-little') {
    return tooLittle(dependencies, funded);
  }
  if (!(await claimBoth(dependencies, plan, contentOf(plan, funded, zero)))) return undefined;
  const look = await lookNow(dependencies, plan, funded);
  if (look === undefined) return undefined;
  const decision = decideFunding(look.need, look.balances, plan);
  return decision.kind === 'too-little' ? tooLittle(dependencies, funded) : { decision, look };
}

function tooLittle({ report }: FundingDependencies, { instructionId, fundFrom }: FundedContent): undefined {
  report('the account that funds a withdrawal has too little', { instructionId, fundFrom });
}

/**
 * The account that withdrawals leave from first, as everybody does, so that no two wait for one another: until the
 * withdrawal is sent, no other decides on what was moved there for it. Then the one that it is taken from.
 */
async function claimBoth(
  { claims, clock }: FundingDependencies,
  { source, target }: FundingPlan,
  { instructionId, coin }: FundingContent,
): Promise<boolean> {
  for (const account of [target, source]) {
    const claim = await claims.claim(account, coin, instructionId, clock.now());
    if (claim.kind === 'held') return false;
  }
  return true;
}

/** What the withdrawal needs, and what is there. Undefined where that cannot be told now. */
async function lookNow(
  dependencies: FundingDependencies,
  plan: FundingPlan,
  funded: FundedContent,
): Promise<Look | undefined> {
  const need = await needOf(dependencies, plan, funded, dependencies.clock.now());
  if (need === undefined) return undefined;
  try {
    const balances: FundingBalances = {
      fromFree: await readFree(dependencies, plan.source, funded.coin),
      toFree: await readFree(dependencies, plan.target, funded.coin),
    };
    return { need, balances };
  } catch (error) {
    // What would hold a send puts this off as well. The tick asks again.
    if (!isTreasuryError(error) || holdForError(error) === undefined) throw error;
    dependencies.report('the balances to fund a withdrawal could not be read', {
      instructionId: funded.instructionId,
      error,
    });
    return undefined;
  }
}

/**
 * The quantity and the fee. The fee is known from what reconciliation read last: an older one only makes the withdrawal
 * wait for its balance, as any does. Undefined where it is not known, where the exchange lets the coin not leave, or
 * where withdrawals are seen to leave from another account: then nothing is moved.
 */
async function needOf(
  { readings, report }: FundingDependencies,
  { target }: FundingPlan,
  funded: FundedContent,
  now: Millis,
): Promise<Amount | undefined> {
  const known = await readings.get();
  const terms = termsFor(known, funded, now);
  const leaves = currentReading('accounts', known.accounts, now)?.value.withdrawal;
  const isElsewhere = leaves !== undefined && leaves !== target;
  if (terms?.isOpen && !isElsewhere) return totalDebit(funded, terms);
  const { instructionId } = funded;
  report('what a withdrawal lacks cannot be told', { instructionId, isFeeKnown: terms !== undefined, isElsewhere });
  return undefined;
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
