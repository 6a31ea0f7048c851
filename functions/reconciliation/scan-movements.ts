import { iso, type Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import { type ExchangeRecord, type RecordKind, recordKinds } from '../shared/matching/exchange-record.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { quietPeriodMs } from './judge-absence.ts';
import { knownBefore } from './known-order-control.ts';
import { type UnclaimedReason, unclaimedReason } from './movement-claims.ts';
import { getUnlessCorrupt } from './near-matches.ts';
import { readScan } from './read-scan.ts';

/** Often enough to be told of a theft within the hour, and seldom enough to cost next to nothing. */
const scanEveryMs = 3_600_000;
/** One look goes no further, so that it ends in time after a long pause; the next tick goes on. */
const scanMaxMs = 3_600_000;
/** The quiet period is counted from the end of an order's window, and a movement's own time may be a window earlier. */
const youngMs = quietPeriodMs + 10_000;

/**
 * Looks through the exchange's records, once an hour, for movements that are no instruction of ours, and tells people.
 * The first look only notes where to begin. An hour of which less was shown than is known to be there is looked through
 * again. Answers how many it found.
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
  if (until === undefined) await dependencies.scans.advance(kind, undefined, now);
  if (until === undefined || now - until < scanEveryMs) return 0;
  const known = await knownBefore(dependencies, kind, now + youngMs);
  if (known === undefined) return 0;
  const window = { startTime: until, endTime: Math.min(now, until + scanMaxMs) };
  const { records, unreadable, endTime, isWhole } = await readScan(dependencies.exchange, kind, window, known);
  if (!isWhole) {
    dependencies.report('the movements do not show an order that is known to be there, and are read again', { kind });
    return 0;
  }
  const events: OutgoingEvent[] = unreadable > 0 ? [unreadableEvent(kind, unreadable, until, endTime)] : [];
  const seen = new Map<string, string>();
  for (const record of records) {
    // A moment between two looks belongs to one of them.
    if (record.time <= until || record.time > endTime) continue;
    const reason = await unknownReason(dependencies, kind, record, seen);
    if (reason !== undefined) events.push(unknownMovement(kind, record, reason));
  }
  await dependencies.bus.publish(events);
  await dependencies.scans.advance(kind, until, endTime);
  return events.length;
}

/**
 * Why a movement is no instruction of ours. Undefined where it is one. `seen`: the order that was taken for each mark's
 * own in this look.
 */
async function unknownReason(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  record: ExchangeRecord,
  seen: Map<string, string>,
): Promise<UnclaimedReason | undefined> {
  let worst: UnclaimedReason = 'no-instruction';
  for (const mark of record.marks) {
    const instruction = await getUnlessCorrupt(dependencies.instructions, mark);
    if (instruction === undefined || instruction.content.kind !== kind) continue;
    const found = unclaimedReason(instruction, record);
    const { exchangeOrderId } = record;
    if (found === undefined && (seen.get(mark) ?? exchangeOrderId) === exchangeOrderId) {
      seen.set(mark, exchangeOrderId);
      return undefined;
    }
    worst = found ?? 'other-order';
  }
  return worst;
}

function unknownMovement(kind: RecordKind, record: ExchangeRecord, reason: UnclaimedReason): OutgoingEvent {
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
