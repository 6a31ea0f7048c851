import type { Millis } from '../shared/core/clock.ts';
import { type BackfillPass, firstStatus, passesMax, statusAfter } from '../shared/ledger/store/search-backfill.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { orReport } from './or-report.ts';
import type { Turn } from './turns.ts';

const pageSize = 50;

/** Functions of the earlier version have ended for certain so long after the first tick of this one. */
export const secondPassMs = 3_600_000;

/**
 * Puts the instructions of an earlier version into the search index, a part in each tick: all of them once, and once
 * more an hour later. What is open comes into it with its next step too, so nothing is lost where this takes long.
 */
export async function backfillSearch(dependencies: ReconciliationDependencies, turn: Turn): Promise<void> {
  const { searchBackfill, clock } = dependencies;
  const seen = await orReport(dependencies, 'how far the search index is could not be read', searchBackfill.read);
  if (seen === undefined) return;
  const started = duePass(seen.pass, clock.now());
  if (started === undefined) return;
  const reached = await goOn(dependencies, started, turn);
  await orReport(dependencies, 'how far the search index is could not be noted', () =>
    searchBackfill.note(seen, reached),
  );
}

/** The pass to go on with. Undefined where none is due. */
function duePass(pass: BackfillPass | undefined, now: Millis): BackfillPass | undefined {
  if (pass === undefined) return { since: now, status: firstStatus, passes: 0 };
  if (pass.status !== undefined) return pass;
  const isDue = pass.passes < passesMax && now >= pass.since + secondPassMs;
  return isDue ? { ...pass, status: firstStatus } : undefined;
}

/** One page at least. What fails is tried again by a later tick, before anything behind it. */
async function goOn(
  dependencies: ReconciliationDependencies,
  started: BackfillPass,
  turn: Turn,
): Promise<BackfillPass> {
  let pass = started;
  do {
    const next = await orReport(dependencies, 'a list could not be put into the search index', () =>
      enterPage(dependencies, pass),
    );
    if (next === undefined) return pass;
    pass = next;
  } while (pass.status !== undefined && !turn.isOver());
  return pass;
}

/** One that is not as it was written is told of by the tick where it is open, and by verify-history. */
async function enterPage({ instructions }: ReconciliationDependencies, pass: BackfillPass): Promise<BackfillPass> {
  const { since, passes, status = firstStatus, after } = pass;
  const page = await instructions.listByStatus(status, pageSize, after);
  // One that an instance of before the update moved on has a mark that is older than its last step.
  for (const each of page.instructions)
    if ((each.searchableVersion ?? 0) < each.version) await instructions.markSearchable(each);
  if (page.next !== undefined) return { since, passes, status, after: page.next };
  const following = statusAfter(status);
  return following === undefined ? { since, passes: passes + 1 } : { since, passes, status: following };
}
