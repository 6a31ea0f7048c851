import type { Millis } from '../shared/core/clock.ts';
import { overlapMs } from '../shared/exchange/time-window.ts';
import { unseenAccounts } from '../shared/exchange/unseen-accounts.ts';
import type { KnownOrder } from '../shared/ledger/store/known-orders.ts';
import type { ExchangeRecord, RecordKind } from '../shared/matching/exchange-record.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { type Control, recordsLookbackMs } from './judge-absence.ts';
import { orReport } from './or-report.ts';

/** What is known when a look begins: the order of ours that every complete reading has to show. */
export interface KnownBefore {
  /** Not there where none was seen within the time that records reach back. */
  readonly order?: KnownOrder;
}

/** Undefined where it cannot be read: then nothing is called absent. */
export async function knownBefore(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  seenAt: Millis,
): Promise<KnownBefore | undefined> {
  const read = async () => {
    const order = await dependencies.knownOrders.latest(kind);
    const isRecent = order !== undefined && order.time >= seenAt - recordsLookbackMs && order.time < seenAt;
    return isRecent ? { order } : {};
  };
  return orReport(dependencies, 'the known order could not be read', read, { kind });
}

/** Keeps the latest of the orders that this look showed at their end. Where that fails, a later one does as well. */
export async function noteKnownOrder(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  settled: readonly ExchangeRecord[],
): Promise<void> {
  const latest = settled.toSorted((a, b) => a.time - b.time).at(-1);
  if (latest === undefined) return;
  const note = () => dependencies.knownOrders.note(kind, latest);
  await orReport(dependencies, 'the known order could not be noted', note, { kind });
}

export function controlOf({ order: known }: KnownBefore, records: readonly ExchangeRecord[]): Control {
  if (known === undefined) return 'none';
  // A list may show whole seconds where it once showed finer ones (A30).
  const isShown = records.some(
    ({ exchangeOrderId, time }) => exchangeOrderId === known.exchangeOrderId && Math.abs(time - known.time) < overlapMs,
  );
  return isShown ? 'shown' : 'missing';
}

/**
 * Whether the read key sees the accounts that the policy names. Undefined where that cannot be read now.
 */
export async function seesOurAccounts(dependencies: ReconciliationDependencies): Promise<boolean | undefined> {
  const { accounts: ours } = await dependencies.policies.get();
  const unseen = await orReport(dependencies, 'the accounts of the read key could not be read', () =>
    unseenAccounts(dependencies.exchange, ours),
  );
  return unseen && unseen.length === 0;
}
