import { iso, type Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { RecordsIncompleteError } from '../shared/exchange/records.ts';
import { widened } from '../shared/exchange/time-window.ts';
import type { Attempt, Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import {
  type ExchangeRecord,
  type RecordKind,
  readRecords,
  recordKinds,
  recordMismatches,
} from '../shared/matching/exchange-record.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { quietPeriodMs } from './judge-absence.ts';
import { getUnlessCorrupt } from './near-matches.ts';
import { attemptWindow } from './record-windows.ts';

/** Often enough to be told of a theft within the hour, and seldom enough to cost next to nothing. */
const scanEveryMs = 3_600_000;
/** One look goes no further, so that it ends in time after a long pause; the next tick goes on. */
const scanMaxMs = 3_600_000;
/** And no further than this where an hour is too much to be read at once. */
const scanPartMs = 300_000;
/** The quiet period is counted from the end of an order's window, and a movement's own time may be a window earlier. */
const youngMs = quietPeriodMs + 10_000;

/**
 * Looks through the exchange's records, once an hour, for movements that are no instruction of ours, and tells people.
 * The first look only notes where to begin. Answers how many it found.
 */
export async function scanMovements(dependencies: ReconciliationDependencies): Promise<number> {
  let found = 0;
  for (const kind of recordKinds) {
    try {
      found += await scan(dependencies, kind);
    } catch (error) {
      // The other kind has records of its own. This one begins where it stopped, at the next tick.
      if (!isTreasuryError(error)) throw error;
      dependencies.report('the movements could not be looked through', { kind, error });
    }
  }
  return found;
}

async function scan(dependencies: ReconciliationDependencies, kind: RecordKind): Promise<number> {
  const until = await dependencies.scans.until(kind);
  // What is younger than the quiet period may not be in the records yet.
  const now = (await dependencies.exchange.exchangeTime()) - youngMs;
  if (until === undefined) await dependencies.scans.advance(kind, undefined, beforeSecond(now));
  if (until === undefined || now - until < scanEveryMs) return 0;
  const { records, unreadable, endTime } = await readPart(dependencies, kind, until, Math.min(now, until + scanMaxMs));
  const events: OutgoingEvent[] = unreadable > 0 ? [unreadableEvent(kind, unreadable, until, endTime)] : [];
  const seen = new Map<string, string>();
  for (const record of records) {
    // What is read of the seconds around belongs to the look before or after.
    if (record.time <= until || record.time > endTime) continue;
    const reason = await unknownReason(dependencies, kind, record, seen);
    if (reason !== undefined) events.push(unknownMovement(kind, record, reason));
  }
  await dependencies.bus.publish(events);
  await dependencies.scans.advance(kind, until, endTime);
  return events.length;
}

/** What moves after a moment may be shown with the second that it is in (A30). */
function beforeSecond(time: Millis): Millis {
  return Math.floor(time / 1_000) * 1_000 - 1;
}

/** A whole look, or the first minutes of it where there is too much to be read to its end. */
async function readPart(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  startTime: Millis,
  endTime: Millis,
) {
  try {
    return { ...(await readRecords(dependencies.exchange, kind, widened({ startTime, endTime }), true)), endTime };
  } catch (error) {
    if (!(error instanceof RecordsIncompleteError)) throw error;
    const partEnd = Math.min(endTime, startTime + scanPartMs);
    return {
      ...(await readRecords(dependencies.exchange, kind, widened({ startTime, endTime: partEnd }), true)),
      endTime: partEnd,
    };
  }
}

/** Why a movement is no instruction of ours. Undefined where it is one. */
type UnknownReason = 'no-instruction' | 'other-content' | 'other-order' | 'not-expected';

/** `seen`: the order that was taken for each mark's own in this look. */
async function unknownReason(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  record: ExchangeRecord,
  seen: Map<string, string>,
): Promise<UnknownReason | undefined> {
  let worst: UnknownReason = 'no-instruction';
  for (const mark of record.marks) {
    const instruction = await getUnlessCorrupt(dependencies.instructions, mark);
    if (instruction === undefined || instruction.content.kind !== kind) continue;
    const found = mismatchWith(instruction, record);
    const { exchangeOrderId } = record;
    if (found === undefined && (seen.get(mark) ?? exchangeOrderId) === exchangeOrderId) {
      seen.set(mark, exchangeOrderId);
      return undefined;
    }
    worst = found ?? 'other-order';
  }
  return worst;
}

function mismatchWith(instruction: Instruction, record: ExchangeRecord): UnknownReason | undefined {
  const { content, state, attempts } = instruction;
  if (recordMismatches(content, record).length > 0) return 'other-content';
  if ('exchangeOrderId' in state) return state.exchangeOrderId === record.exchangeOrderId ? undefined : 'other-order';
  const { status } = state;
  // These are being followed, or two people said that it moved. Any other says that nothing moved.
  const mayHaveMoved =
    status === 'sending' || status === 'unknown' || status === 'needs-attention' || status === 'settled';
  return mayHaveMoved && attempts.some((attempt) => isOfAttempt(attempt, record)) ? undefined : 'not-expected';
}

/** Where no order is known to be the instruction's, only one that was taken when it was sent can be. */
function isOfAttempt(attempt: Attempt, { time }: ExchangeRecord): boolean {
  const { startTime, endTime } = attemptWindow(attempt);
  return time >= startTime && time <= endTime;
}

function unknownMovement(kind: RecordKind, record: ExchangeRecord, reason: UnknownReason): OutgoingEvent {
  const { exchangeOrderId, coin, quantity, source, address, marks, status } = record;
  const detail = {
    kind,
    reason,
    exchangeOrderId,
    time: iso(record.time),
    coin,
    quantity,
    ...(source === undefined ? {} : { source }),
    ...(address === undefined ? {} : { address }),
    marks,
    ...(status === undefined ? {} : { status }),
  };
  return { detailType: 'UnknownMovement', detail };
}

/** A record that cannot be read may be anybody's. */
function unreadableEvent(kind: RecordKind, unreadable: number, from: Millis, to: Millis): OutgoingEvent {
  return {
    detailType: 'UnknownMovement',
    detail: { kind, reason: 'unreadable', count: unreadable, from: iso(from), to: iso(to) },
  };
}
