import { type Amount, add } from '../../../functions/shared/core/amount.ts';
import { rateLimitMs } from '../../../functions/shared/exchange/client/judge-submission.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { areSameHoldings, type Holdings, totalsOf } from './holdings.ts';
import type { Journal } from './journal.ts';
import { knownOrders } from './known-orders.ts';
import { backOrder, lateOrder, outOrder, runIdAt } from './orders.ts';
import type { Proposal } from './proposal.ts';
import type { WatchResult } from './statement.ts';
import {
  awaitOpenOrder,
  mayHaveExecuted,
  type RecordMatch,
  type RoundTripRun,
  recordStatement,
  sendAttempt,
  type TransferAttempt,
  watchForOrder,
} from './transfer-attempts.ts';

const backAttemptsMax = 3;
/** How long a key is blocked after 429, and a second more. */
const blockMs = rateLimitMs + 1_000;

/** What came after a first transfer that was executed. */
interface RoundTripFollowUp {
  /** The same once more, under the same id. */
  readonly again?: TransferAttempt;
  /** The one whose signature was too old. */
  readonly late?: TransferAttempt;
  readonly back?: TransferAttempt;
  /** How many executions the way back was for. */
  readonly returned: number;
  /** Where it shows that nothing else was executed. */
  readonly shownBy: 'statement' | 'balances' | 'nothing';
}

/** Everything that was learned by moving something. */
export interface RoundTrip extends RoundTripFollowUp {
  readonly proposal: Proposal;
  /** Of the sizes that were tried, the last. */
  readonly out: TransferAttempt;
  readonly seen?: WatchResult<RecordMatch>;
  /** How often each is known to have been executed, from answers and records together. */
  readonly executed: { readonly out: number; readonly late: number; readonly back: number };
}

/**
 * Makes the transfer that was agreed to, and everything that belongs to it, one step after the other. What is not known
 * is looked for and never sent again; what is known to have moved is brought back. Throws a TreasuryError only while
 * nothing has left.
 */
export async function makeRoundTrip(
  dependencies: ExchangeCheckDependencies,
  journal: Journal,
  proposal: Proposal,
): Promise<RoundTrip> {
  const since = await dependencies.records.exchangeTime();
  const before = await totalsOf(dependencies, proposal);
  const run: RoundTripRun = {
    dependencies,
    journal,
    proposal,
    since,
    id: runIdAt(dependencies.clock.now()),
    known: knownOrders(),
  };
  await journal.write({ run: run.id, environment: dependencies.environment.id, event: 'begun' });
  const out = await sendOutbound(run);
  const first = mayHaveExecuted(out) ? { seen: await watchForOrder(run, out) } : {};
  const isExecuted = run.known.count(out.order) > 0;
  const followUpResult: RoundTripFollowUp = isExecuted
    ? await followUp(run, out, before)
    : { returned: 0, shownBy: 'nothing' };
  await journal.write({ event: 'ended' });
  return { proposal, out, ...first, ...followUpResult, executed: executionCounts(run, out, followUpResult) };
}

/** Tries the sizes from the smallest, as long as the exchange refuses for good. Each has an id of its own (A4). */
async function sendOutbound(run: RoundTripRun): Promise<TransferAttempt> {
  const [least, ...more] = run.proposal.quantities;
  let transferAttempt = await sendAttempt(run, outOrder(run, least, 1));
  for (const [index, quantity] of more.entries()) {
    if (transferAttempt.outcome.kind !== 'refused') break;
    transferAttempt = await sendAttempt(run, outOrder(run, quantity, index + 2));
  }
  return transferAttempt;
}

async function followUp(
  run: RoundTripRun,
  out: TransferAttempt,
  before: Holdings | undefined,
): Promise<RoundTripFollowUp> {
  const again = await sendAttempt(run, out.order);
  await awaitOpenOrder(run, again);
  const late = await sendAttempt(run, lateOrder(run, out.order.quantity), { isLate: true });
  await awaitOpenOrder(run, late);
  // What both did may show only now.
  await recordStatement(run, [out.order, late.order]);
  const returned = run.known.count(out.order) + run.known.count(late.order);
  const back = await sendReturn(run, multiplied(out.order.quantity, returned));
  if (mayHaveExecuted(back)) await watchForOrder(run, back);
  const listed = await recordStatement(run, [out.order, late.order, back.order]);
  const isAsBefore = areSameHoldings(before, await totalsOf(run.dependencies, run.proposal));
  const shownBy = run.known.areAllIn(listed) ? 'statement' : isAsBefore ? 'balances' : 'nothing';
  return { again, late, back, returned, shownBy };
}

/**
 * Only what was certainly not taken is tried again, under another id (A4): after 429 the key is blocked for a minute.
 */
async function sendReturn(run: RoundTripRun, quantity: Amount): Promise<TransferAttempt> {
  let transferAttempt = await sendAttempt(run, backOrder(run, quantity, 1));
  for (let attempt = 2; transferAttempt.outcome.kind === 'not-taken' && attempt <= backAttemptsMax; attempt += 1) {
    await run.dependencies.clock.sleep(blockMs);
    transferAttempt = await sendAttempt(run, backOrder(run, quantity, attempt));
  }
  return transferAttempt;
}

function executionCounts(
  { known }: RoundTripRun,
  out: TransferAttempt,
  { late, back }: RoundTripFollowUp,
): RoundTrip['executed'] {
  const count = (transferAttempt: TransferAttempt | undefined) =>
    transferAttempt === undefined ? 0 : known.count(transferAttempt.order);
  return { out: count(out), late: count(late), back: count(back) };
}

function multiplied(quantity: Amount, count: number): Amount {
  let sum = quantity;
  for (let done = 1; done < count; done += 1) sum = add(sum, quantity);
  return sum;
}
