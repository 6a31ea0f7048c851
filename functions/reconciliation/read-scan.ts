import type { Millis } from '../shared/core/clock.ts';
import type { RecordList } from '../shared/exchange/endpoints/fields.ts';
import { RecordsIncompleteError, type TimeWindow } from '../shared/exchange/records.ts';
import { type ExchangeRecord, type RecordKind, readRecords } from '../shared/matching/exchange-record.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { controlOf, type KnownBefore } from './known-order-control.ts';

/** A look goes no further than this where its window is too much to be read at once. */
const partMs = 300_000;
/** The ends of a window may belong to it or not: the exchange does not say. */
const overlapMs = 1_000;

/** What was read of a window of movements, or of its first minutes. */
export interface ScanReading extends RecordList<ExchangeRecord> {
  /** Until when it was read. */
  readonly endTime: Millis;
  /** False where an order of ours that is known to be there did not show: then there may be more than was read. */
  readonly isWhole: boolean;
}

type Exchange = Pick<ReconciliationDependencies, 'exchange'>['exchange'];

/**
 * Reads a window so that the known order has to show in the very same reading: an exchange that shows nothing for a
 * while would pass for one at which nothing moved. What is outside of the window comes with it.
 */
export async function readScan(
  exchange: Exchange,
  kind: RecordKind,
  window: TimeWindow,
  known: KnownBefore,
): Promise<ScanReading> {
  try {
    return { ...(await readWithKnown(exchange, kind, window, known)), endTime: window.endTime };
  } catch (error) {
    if (!(error instanceof RecordsIncompleteError)) throw error;
    const part = { ...window, endTime: Math.min(window.endTime, window.startTime + partMs) };
    return { ...(await readBetweenKnown(exchange, kind, part, known)), endTime: part.endTime };
  }
}

async function readWithKnown(
  exchange: Exchange,
  kind: RecordKind,
  window: TimeWindow,
  known: KnownBefore,
): Promise<Omit<ScanReading, 'endTime'>> {
  const wide = await readRecords(exchange, kind, withKnown(window, known), true);
  if (wide.unreadable === 0) return { ...wide, isWhole: controlOf(known, wide.records) !== 'missing' };
  // A list with rows is not empty, and the known order may be one of those that people are told of. Rows outside of the
  // window were told, or will be, with their own hour.
  const { unreadable } = await readRecords(exchange, kind, window, true);
  return { records: wide.records, unreadable, isWhole: true };
}

/** Where the way to the known order is too long for one reading: it has to show just before and just after. */
async function readBetweenKnown(
  exchange: Exchange,
  kind: RecordKind,
  part: TimeWindow,
  known: KnownBefore,
): Promise<Omit<ScanReading, 'endTime'>> {
  const isShownBefore = await isShown(exchange, kind, known);
  const read = await readRecords(exchange, kind, part, true);
  return { ...read, isWhole: isShownBefore && (await isShown(exchange, kind, known)) };
}

async function isShown(exchange: Exchange, kind: RecordKind, known: KnownBefore): Promise<boolean> {
  if (known.order === undefined) return true;
  const { time } = known.order;
  const around = { startTime: time - overlapMs, endTime: time + overlapMs };
  return controlOf(known, (await readRecords(exchange, kind, around, false)).records) === 'shown';
}

function withKnown({ startTime, endTime }: TimeWindow, { order }: KnownBefore): TimeWindow {
  if (order === undefined) return { startTime, endTime };
  return {
    startTime: Math.min(startTime, order.time - overlapMs),
    endTime: Math.max(endTime, order.time + overlapMs),
  };
}
