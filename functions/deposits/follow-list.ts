import type { Millis } from '../shared/core/clock.ts';
import type { RecordList } from '../shared/exchange/endpoints/fields.ts';
import { RecordsIncompleteError } from '../shared/exchange/records.ts';
import type { TimeWindow } from '../shared/exchange/time-window.ts';
import type { DepositKind } from '../shared/ledger/deposit-kind.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { Deposit } from './deposit.ts';
import { listDeposits } from './list-deposits.ts';
import type { ReadBudget } from './look-budget.ts';
import {
  firstProgress,
  inTurn,
  nextStep,
  partOfDay,
  progressBy,
  shorterStep,
  stepRead,
  windowsAround,
} from './look-windows.ts';
import type { ListProgress } from './scan-store.ts';

/** One look at the list of one kind. */
export interface ListLook {
  readonly kind: DepositKind;
  /** Of the configuration. */
  readonly coins: readonly string[];
  /** The exchange's time. */
  readonly seenAt: Millis;
  readonly budget: ReadBudget;
  readonly progress: ListProgress | undefined;
  /** The times of those that are on their way. */
  readonly onTheirWay: readonly Millis[];
  /** Notes what is listed. */
  readonly observe: (deposit: Deposit, baselineAt: Millis) => Promise<void>;
}

/** How far a look came. */
export interface ListLookResult {
  readonly progress: ListProgress;
  /** Rows that are not as documented. */
  readonly unreadable: number;
}

/**
 * Reads a list on from where the last look stopped, with what may have shown late, then around older deposits that are
 * not at their end, and a part of the last day again. What there is no time for comes first in the next look. Nothing
 * is concluded from what is not listed.
 */
export async function followList(
  dependencies: Pick<DepositDependencies, 'report'>,
  look: ListLook,
): Promise<ListLookResult> {
  const { progress = firstProgress(look.seenAt), seenAt } = look;
  const recent = await readRecent(dependencies, look, progressBy(progress, seenAt));
  const older = await readOlder(dependencies, look, recent);
  const again = await readAgain(look, older.progress);
  return { progress: older.progress, unreadable: recent.unreadable + older.unreadable + again };
}

interface RecentRead extends ListLookResult {
  readonly windows: readonly TimeWindow[];
}

async function readRecent(
  dependencies: Pick<DepositDependencies, 'report'>,
  look: ListLook,
  from: ListProgress,
): Promise<RecentRead> {
  let progress = from;
  let unreadable = 0;
  const windows: TimeWindow[] = [];
  while (!look.budget.isOver()) {
    const window = nextStep(progress, look.seenAt);
    if (window === undefined) break;
    const read = await readWindow(look, window);
    if (read === 'too-much') {
      progress = readLess(dependencies, look.kind, progress, window);
      break;
    }
    for (const deposit of read.records) await look.observe(deposit, progress.baselineAt);
    unreadable += read.unreadable;
    windows.push(window);
    progress = stepRead(progress, window);
  }
  return { progress, unreadable, windows };
}

function readLess(
  { report }: Pick<DepositDependencies, 'report'>,
  kind: DepositKind,
  progress: ListProgress,
  window: TimeWindow,
): ListProgress {
  const shorter = shorterStep(progress);
  if (shorter !== undefined) return shorter;
  report('there are more deposits at once than can be read, and they are passed over', { kind });
  return stepRead(progress, window);
}

async function readOlder(
  { report }: Pick<DepositDependencies, 'report'>,
  look: ListLook,
  { progress: given, windows }: RecentRead,
): Promise<ListLookResult> {
  const { after, ...progress } = given;
  const isRead = (time: Millis) => windows.some(({ startTime, endTime }) => startTime <= time && time <= endTime);
  const around = windowsAround(look.onTheirWay.filter((time) => !isRead(time)));
  let unreadable = 0;
  let place = after;
  for (const window of inTurn(around, after)) {
    if (look.budget.isOver()) return { progress: withPlace(progress, place), unreadable };
    const read = await readWindow(look, window);
    // Its turn is over in any case: one that is too much must not keep the others waiting for good.
    place = window.startTime;
    if (read === 'too-much') {
      report('older deposits could not be listed whole', { kind: look.kind });
      return { progress: withPlace(progress, place), unreadable };
    }
    for (const deposit of read.records) await look.observe(deposit, progress.baselineAt);
    unreadable += read.unreadable;
  }
  return { progress, unreadable };
}

/** What did not show at its time. Where there is no time for it, its turn comes again within the hour. */
async function readAgain(look: ListLook, { baselineAt }: ListProgress): Promise<number> {
  if (look.budget.isOver()) return 0;
  const read = await readWindow(look, partOfDay(look.seenAt));
  if (read === 'too-much') return 0;
  for (const deposit of read.records) await look.observe(deposit, baselineAt);
  return read.unreadable;
}

function withPlace(progress: ListProgress, after: Millis | undefined): ListProgress {
  return after === undefined ? progress : { ...progress, after };
}

async function readWindow(
  { budget, kind, coins }: ListLook,
  window: TimeWindow,
): Promise<RecordList<Deposit> | 'too-much'> {
  try {
    return await listDeposits(budget.exchange, kind, window, coins);
  } catch (error) {
    if (!(error instanceof RecordsIncompleteError)) throw error;
    return 'too-much';
  }
}
