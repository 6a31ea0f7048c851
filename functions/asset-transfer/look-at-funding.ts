import type { Amount } from '../shared/core/amount.ts';
import type { Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { fundingIdOf } from '../shared/ledger/funding/funding-id.ts';
import type { FundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import type { FundedContent } from '../shared/ledger/funding/funding-progress.ts';
import { holdForError } from '../shared/ledger/hold.ts';
import { currentReading } from '../shared/ledger/readings/exchange-readings.ts';
import { termsFor, totalDebit } from '../shared/ledger/readings/payment-terms.ts';
import { decideFunding, type FundingBalances, type FundingDecision } from './decide-funding.ts';
import type { FundingContext } from './find-funding-obstacle.ts';
import type { FundingDependencies } from './funding-dependencies.ts';
import { readFree } from './read-balances.ts';

export type Look = NonNullable<FundingContext['look']>;

export interface Decided {
  readonly decision: Exclude<FundingDecision, { kind: 'too-little' }>;
  readonly look: Look;
}

/**
 * Both accounts are claimed before the look that decides. But not by who finds too little in the account it is taken
 * from, or finds another transfer there: it would keep all others from both, for as long as it waits.
 */
export async function decideNow(
  dependencies: FundingDependencies,
  plan: FundingPlan,
  funded: FundedContent,
): Promise<Decided | undefined> {
  const before = await lookNow(dependencies, plan, funded);
  if (before === undefined) return undefined;
  if (decideFunding(before.need, before.balances, plan).kind === 'too-little') {
    return tooLittle(dependencies, funded);
  }
  if (await isTaken(dependencies, plan, funded)) return taken(dependencies, funded);
  if (!(await claimBoth(dependencies, plan, funded))) return taken(dependencies, funded);
  const look = await lookNow(dependencies, plan, funded);
  if (look === undefined) return undefined;
  const decision = decideFunding(look.need, look.balances, plan);
  return decision.kind === 'too-little' ? tooLittle(dependencies, funded) : { decision, look };
}

function tooLittle({ report }: FundingDependencies, { instructionId, fundFrom }: FundedContent): undefined {
  report('the account that funds a withdrawal has too little', { instructionId, fundFrom });
}

function taken({ report }: FundingDependencies, { instructionId, fundFrom }: FundedContent): undefined {
  report('another transfer has an account that a withdrawal is funded from or leaves from', {
    instructionId,
    fundFrom,
  });
}

/** Whether another transfer has the account that it is taken from. */
async function isTaken(
  { claims, clock }: FundingDependencies,
  { source }: FundingPlan,
  { instructionId, coin }: FundedContent,
): Promise<boolean> {
  const holder = await claims.holder(source, coin, clock.now());
  return holder !== undefined && holder !== fundingIdOf(instructionId);
}

/**
 * The account that withdrawals leave from first, as everybody does, so that no two wait for one another: until the
 * withdrawal is sent, no other decides on what was moved there for it. Then the one that it is taken from.
 */
export async function claimBoth(
  { claims, clock }: FundingDependencies,
  { source, target }: FundingPlan,
  { instructionId, coin }: FundedContent,
): Promise<boolean> {
  for (const account of [target, source]) {
    const claim = await claims.claim(account, coin, fundingIdOf(instructionId), clock.now());
    if (claim.kind === 'held') return false;
  }
  return true;
}

/** What the withdrawal needs, and what is there. Undefined where that cannot be told now. */
export async function lookNow(
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
