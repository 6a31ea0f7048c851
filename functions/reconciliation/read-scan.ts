import type { Millis } from '../shared/core/clock.ts';
import type { RecordList } from '../shared/exchange/endpoints/fields.ts';
import { RecordsIncompleteError } from '../shared/exchange/records.ts';
import { type TimeWindow, widened } from '../shared/exchange/time-window.ts';
import { type ExchangeRecord, type RecordKind, readRecords } from '../shared/matching/exchange-record.ts';
import { controlOf, type KnownBefore } from './known-order-control.ts';
import { beforeEachRead, type Exchange, OutOfTimeError } from './reads-until.ts';

/** More reads than this for one step would take the time of everything else: a shorter step is read then. */
const stepReadsMax = 16;

/** What was read of a window of movements. */
export interface ScanReading extends RecordList<ExchangeRecord> {
  /** False where an order of ours that is known to be there did not show: then there may be more than was read. */
  readonly isWhole: boolean;
}

/**
 * Reads a window so that the known order has to show in the very same reading, or just before and just after it where
 * the way to that order is too long: an exchange that shows nothing for a while would pass for one at which nothing
 * moved. What is outside of the window may come with it.
 */
export async function readScan(
  exchange: Exchange,
  kind: RecordKind,
  window: TimeWindow,
  known: KnownBefore,
  isWide: boolean,
): Promise<ScanReading | 'too-much' | 'out-of-time'> {
  const read = isWide ? readWithKnown : readBetweenKnown;
  try {
    return await read(exchange, kind, window, known);
  } catch (error) {
    if (error instanceof OutOfTimeError) return 'out-of-time';
    if (!(error instanceof RecordsIncompleteError)) throw error;
    return 'too-much';
  }
}

function withReadsAtMost(exchange: Exchange, most: number): Exchange {
  let reads = 0;
  return beforeEachRead(exchange, () => {
    reads += 1;
    if (reads > most) throw new RecordsIncompleteError('movements');
  });
}

async function readWithKnown(
  exchange: Exchange,
  kind: RecordKind,
  window: TimeWindow,
  known: KnownBefore,
): Promise<ScanReading> {
  const wide = await readRecords(withReadsAtMost(exchange, stepReadsMax), kind, withKnown(window, known), true);
  if (wide.unreadable === 0) return { ...wide, isWhole: controlOf(known, wide.records) !== 'missing' };
  // A list with rows is not empty, and the known order may be one of those that people are told of. Rows outside of the
  // window were told, or will be, with their own hour. What counts is this second reading alone: a row that could not
  // be read in the first one may be readable by now.
  const { records, unreadable } = await readRecords(exchange, kind, widened(window), true);
  const isEmpty = records.length + unreadable === 0;
  return { records, unreadable, isWhole: !isEmpty || (await isShown(exchange, kind, known)) };
}

/** Where the way to the known order is too long for one reading: it has to show just before and just after. */
async function readBetweenKnown(
  exchange: Exchange,
  kind: RecordKind,
  part: TimeWindow,
  known: KnownBefore,
): Promise<ScanReading> {
  const isShownBefore = await isShown(exchange, kind, known);
  // The looks at the known order are not counted: what they cost does not come from the step.
  const read = await readRecords(withReadsAtMost(exchange, stepReadsMax), kind, widened(part), true);
  return { ...read, isWhole: isShownBefore && (await isShown(exchange, kind, known)) };
}

async function isShown(exchange: Exchange, kind: RecordKind, known: KnownBefore): Promise<boolean> {
  if (known.order === undefined) return true;
  const around = aroundOf(known.order.time);
  try {
    return controlOf(known, (await readRecords(exchange, kind, around, false)).records) === 'shown';
  } catch (error) {
    // A shorter step would not mend that; another known order will.
    if (!(error instanceof RecordsIncompleteError)) throw error;
    return false;
  }
}

function withKnown(window: TimeWindow, { order }: KnownBefore): TimeWindow {
  const { startTime, endTime } = widened(window);
  if (order === undefined) return { startTime, endTime };
  const around = aroundOf(order.time);
  return { startTime: Math.min(startTime, around.startTime), endTime: Math.max(endTime, around.endTime) };
}

function aroundOf(time: Millis): TimeWindow {
  return widened({ startTime: time, endTime: time });
}
