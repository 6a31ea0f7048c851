import type { Millis } from '../shared/core/clock.ts';
import type { RecordList } from '../shared/exchange/endpoints/fields.ts';
import type { TimeWindow } from '../shared/exchange/records.ts';
import { type ExchangeRecord, type RecordKind, readRecords } from '../shared/matching/exchange-record.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { orReport } from './or-report.ts';

/** What was read of one window of the records. */
export interface WindowReading extends RecordList<ExchangeRecord> {
  /** On the exchange's clock, before the read began. */
  readonly seenAt: Millis;
}

/** Reads a window to its end. Undefined where that cannot be done: then nothing is concluded from it. */
export async function readWindow(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  window: TimeWindow,
  seenAt: Millis,
  isProof: boolean,
): Promise<WindowReading | undefined> {
  const read = async () => {
    const { records, unreadable } = await readRecords(dependencies.exchange, kind, window, isProof);
    // A record that cannot be read may be one of ours, which then waits. It must not keep the others waiting.
    if (unreadable > 0) dependencies.report('the exchange has records that cannot be read', { kind, unreadable });
    return { records, unreadable, seenAt };
  };
  // Other windows, and the other kind, have records of their own. These are read again at the next tick.
  return orReport(dependencies, 'the records could not be read', read, { kind });
}

/** The exchange's time before a look. Undefined where it does not tell. */
export async function timeOfLook(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
): Promise<Millis | undefined> {
  const read = () => dependencies.exchange.exchangeTime();
  return orReport(dependencies, 'the records could not be read', read, { kind });
}
