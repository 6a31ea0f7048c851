import { iso, type Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { TimeWindow } from '../shared/exchange/time-window.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import type { ReachedScan } from '../shared/ledger/store/movement-scans.ts';
import type { ExchangeRecord, RecordKind } from '../shared/matching/exchange-record.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { quietPeriodMs } from './judge-absence.ts';
import { type KnownBefore, knownBefore } from './known-order-control.ts';
import { type UnclaimedReason, unclaimedReason } from './movement-claims.ts';
import { getUnlessCorrupt } from './near-matches.ts';
import { readScan } from './read-scan.ts';
import { shorterStep, stepAfter } from './scan-steps.ts';
import type { Turn } from './turns.ts';

/** Often enough to be told of a theft within the hour, and seldom enough to cost next to nothing. */
const scanEveryMs = 3_600_000;
/** One look goes no further, so that it ends in time after a long pause; the next tick goes on. */
const scanMaxMs = 3_600_000;
/** The quiet period is counted from the end of an order's window, and a movement's own time may be a window earlier. */
const youngMs = quietPeriodMs + 10_000;

/**
 * Looks through the exchange's records of a kind, once an hour, for movements that are no instruction of ours, and
 * tells people. The first look only notes where to begin. An hour of which less was shown than is known to be there is
 * looked through again, and one with more than can be read at once in steps: each is noted, and the next tick goes on
 * from there. Answers how many it found.
 */
export async function scanMovements(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  turn: Turn,
): Promise<number> {
  let found = 0;
  try {
    const look = await beginLook(dependencies, kind);
    let step = look === undefined ? undefined : firstStep(look);
    while (look !== undefined && step !== undefined) {
      const done = await takeStep(dependencies, kind, look, step);
      found += done.found;
      // A step that was too long brought nothing yet: a shorter one follows as long as the tick has time.
      step = done.next === undefined || (done.isRead && turn.isOver()) ? undefined : done.next;
    }
  } catch (error) {
    // Other kinds have records of their own. This one begins where it stopped, at the next tick.
    if (!isTreasuryError(error)) throw error;
    dependencies.report('the movements could not be looked through', { kind, error });
  }
  return found;
}

/** One look, from where the last one stopped. */
interface Look {
  readonly reached: ReachedScan;
  /** It goes no further. */
  readonly end: Millis;
  readonly known: KnownBefore;
}

/** Undefined where it is not time yet. */
async function beginLook(dependencies: ReconciliationDependencies, kind: RecordKind): Promise<Look | undefined> {
  const { scans, exchange } = dependencies;
  const reached = await scans.reached(kind);
  // What is younger than the quiet period may not be in the records yet.
  const now = (await exchange.exchangeTime()) - youngMs;
  if (reached === undefined) await scans.advance(kind, undefined, beforeSecond(now));
  if (reached === undefined || now - reached.until < scanEveryMs) return undefined;
  const known = await knownBefore(dependencies, kind, now + youngMs);
  return known === undefined ? undefined : { reached, end: Math.min(now, reached.until + scanMaxMs), known };
}

/** What is read at once of a look. */
interface Step {
  readonly from: Millis;
  readonly ms: number;
}

interface DoneStep {
  readonly found: number;
  readonly isRead: boolean;
  /** Where this look goes on. Absent where it is over, or has to wait for the next tick. */
  readonly next?: Step;
}

function firstStep({ reached }: Look): Step {
  return { from: reached.until, ms: reached.stepMs ?? scanMaxMs };
}

/** Reads a step, tells what is in it, and notes that it is done. */
async function takeStep(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  look: Look,
  { from, ms }: Step,
): Promise<DoneStep> {
  const { end, known } = look;
  const window = { startTime: from, endTime: Math.min(end, from + ms) };
  const reading = await readScan(dependencies.exchange, kind, window, known, ms >= scanMaxMs);
  if (reading === 'too-much' || reading === 'out-of-time') {
    const shorter = await shorten(dependencies, kind, window, ms, look);
    return reading === 'too-much' ? shorter : { found: shorter.found, isRead: false };
  }
  const { records, unreadable, isWhole } = reading;
  if (!isWhole) {
    dependencies.report('the movements do not show an order that is known to be there, and are read again', { kind });
    return { found: 0, isRead: true };
  }
  const { startTime, endTime } = window;
  const events: OutgoingEvent[] = unreadable > 0 ? [unreadableEvent(kind, unreadable, startTime, endTime)] : [];
  const seen = new Map<string, string>();
  for (const record of records) {
    // What is read of the seconds around belongs to the look before or after.
    if (record.time <= startTime || record.time > endTime) continue;
    const reason = await unknownReason(dependencies, kind, record, seen);
    if (reason !== undefined) events.push(unknownMovement(kind, record, reason));
  }
  await dependencies.bus.publish(events);
  return {
    ...(await goOn(dependencies, kind, look, endTime, stepAfter(ms, records.length), startTime)),
    found: events.length,
  };
}

/** What moves after a moment may be shown with the second that it is in (A30). */
function beforeSecond(time: Millis): Millis {
  return Math.floor(time / 1_000) * 1_000 - 1;
}

/** The same again, by less. What is too much within the least step is told and passed over: it would stop all looks. */
async function shorten(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  { startTime, endTime }: TimeWindow,
  ms: number,
  look: Look,
): Promise<DoneStep> {
  const shorter = shorterStep(ms);
  if (shorter !== undefined) {
    return { ...(await goOn(dependencies, kind, look, startTime, shorter, startTime)), isRead: false };
  }
  dependencies.report('there are more movements at once than can be read', { kind });
  await dependencies.bus.publish([unreadableEvent(kind, 1, startTime, endTime)]);
  return { ...(await goOn(dependencies, kind, look, endTime, ms, startTime)), found: 1 };
}

/** Notes how far the look has come, and in what steps it goes on. */
async function goOn(
  { scans }: ReconciliationDependencies,
  kind: RecordKind,
  { end }: Look,
  until: Millis,
  ms: number,
  seen: Millis,
): Promise<DoneStep> {
  await scans.advance(kind, seen, until, ms >= scanMaxMs ? undefined : ms);
  return { found: 0, isRead: true, ...(until < end ? { next: { from: until, ms } } : {}) };
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
