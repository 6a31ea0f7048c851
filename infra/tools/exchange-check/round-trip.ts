import { type Amount, add } from '../../../functions/shared/core/amount.ts';
import { rateLimitMs } from '../../../functions/shared/exchange/client/judge-submission.ts';
import { type Holdings, sameHoldings, totalsOf } from './holdings.ts';
import type { Journal } from './journal.ts';
import { knownOrders } from './known-orders.ts';
import { backOrder, lateOrder, outOrder, runIdAt } from './orders.ts';
import type { Parts } from './parts.ts';
import type { Proposal } from './proposal.ts';
import type { Watched } from './statement.ts';
import { mayBeThere, noteStatement, type Run, resolve, type Sighting, send, type Trial, watch } from './trials.ts';

const backAttemptsMax = 3;
/** How long a key is blocked after 429, and a second more. */
const blockMs = rateLimitMs + 1_000;

/** What came after a first transfer that was executed. */
interface Rest {
  /** The same once more, under the same id. */
  readonly again?: Trial;
  /** The one whose signature was too old. */
  readonly late?: Trial;
  readonly back?: Trial;
  /** How many executions the way back was for. */
  readonly returned: number;
  /** Where it shows that nothing else was executed. */
  readonly shownBy: 'statement' | 'balances' | 'nothing';
}

/** Everything that was learned by moving something. */
export interface ToAndFro extends Rest {
  readonly proposal: Proposal;
  /** Of the sizes that were tried, the last. */
  readonly out: Trial;
  readonly seen?: Watched<Sighting>;
  /** How often each is known to have been executed, from answers and records together. */
  readonly executed: { readonly out: number; readonly late: number; readonly back: number };
}

/**
 * Makes the transfer that was agreed to, and everything that belongs to it, one step after the other. What is not known
 * is looked for and never sent again; what is known to have moved is brought back. Throws a TreasuryError only while
 * nothing has left.
 */
export async function moveToAndFro(parts: Parts, journal: Journal, proposal: Proposal): Promise<ToAndFro> {
  const since = await parts.records.exchangeTime();
  const before = await totalsOf(parts, proposal);
  const run: Run = { parts, journal, proposal, since, id: runIdAt(parts.clock.now()), known: knownOrders() };
  await journal.write({ run: run.id, environment: parts.environment.id, event: 'begun' });
  const out = await sendOut(run);
  const first = mayBeThere(out) ? { seen: await watch(run, out) } : {};
  const isExecuted = run.known.count(out.order) > 0;
  const rest: Rest = isExecuted ? await goOn(run, out, before) : { returned: 0, shownBy: 'nothing' };
  await journal.write({ event: 'ended' });
  return { proposal, out, ...first, ...rest, executed: executedIn(run, out, rest) };
}

/** Tries the sizes from the smallest, as long as the exchange refuses for good. Each has an id of its own (A4). */
async function sendOut(run: Run): Promise<Trial> {
  const [least, ...more] = run.proposal.quantities;
  let trial = await send(run, outOrder(run, least, 1));
  for (const [index, quantity] of more.entries()) {
    if (trial.outcome.kind !== 'refused') break;
    trial = await send(run, outOrder(run, quantity, index + 2));
  }
  return trial;
}

async function goOn(run: Run, out: Trial, before: Holdings | undefined): Promise<Rest> {
  const again = await send(run, out.order);
  await resolve(run, again);
  const late = await send(run, lateOrder(run, out.order.quantity), { isLate: true });
  await resolve(run, late);
  // What both did may show only now.
  await noteStatement(run, [out.order, late.order]);
  const returned = run.known.count(out.order) + run.known.count(late.order);
  const back = await sendBack(run, times(out.order.quantity, returned));
  if (mayBeThere(back)) await watch(run, back);
  const listed = await noteStatement(run, [out.order, late.order, back.order]);
  const isAsBefore = sameHoldings(before, await totalsOf(run.parts, run.proposal));
  const shownBy = run.known.areIn(listed) ? 'statement' : isAsBefore ? 'balances' : 'nothing';
  return { again, late, back, returned, shownBy };
}

/** Only what was certainly not taken is tried again, under another id (A4): after 429 the key is blocked for a minute. */
async function sendBack(run: Run, quantity: Amount): Promise<Trial> {
  let trial = await send(run, backOrder(run, quantity, 1));
  for (let attempt = 2; trial.outcome.kind === 'not-taken' && attempt <= backAttemptsMax; attempt += 1) {
    await run.parts.clock.sleep(blockMs);
    trial = await send(run, backOrder(run, quantity, attempt));
  }
  return trial;
}

function executedIn({ known }: Run, out: Trial, { late, back }: Rest): ToAndFro['executed'] {
  const count = (trial: Trial | undefined) => (trial === undefined ? 0 : known.count(trial.order));
  return { out: count(out), late: count(late), back: count(back) };
}

function times(quantity: Amount, count: number): Amount {
  let sum = quantity;
  for (let done = 1; done < count; done += 1) sum = add(sum, quantity);
  return sum;
}
