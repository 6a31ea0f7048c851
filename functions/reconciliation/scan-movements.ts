import { iso, type Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { RecordsIncompleteError } from '../shared/exchange/records.ts';
import type { Attempt, Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import {
  differences,
  type Movement,
  type MovementKind,
  movementKinds,
  readMovements,
} from '../shared/matching/exchange-record.ts';
import type { ReconciliationParts } from './dependencies.ts';
import { quietMs } from './judge-absence.ts';
import { getWhole } from './near-matches.ts';
import { windowOf } from './windows.ts';

/** Often enough to be told of a theft within the hour, and seldom enough to cost next to nothing. */
const scanEveryMs = 3_600_000;
/** One look goes no further, so that it ends in time after a long pause; the next tick goes on. */
const scanMaxMs = 3_600_000;
/** And no further than this where an hour is too much to be read at once. */
const scanPartMs = 300_000;
/** The quiet period is counted from the end of an order's window, and a movement's own time may be a window earlier. */
const youngMs = quietMs + 10_000;

/**
 * Looks through the exchange's records, once an hour, for movements that are no instruction of ours, and tells people.
 * The first look only notes where to begin. Answers how many it found.
 */
export async function scanMovements(parts: ReconciliationParts): Promise<number> {
  let found = 0;
  for (const kind of movementKinds) {
    try {
      found += await scan(parts, kind);
    } catch (error) {
      // The other kind has records of its own. This one begins where it stopped, at the next tick.
      if (!isTreasuryError(error)) throw error;
      parts.report('the movements could not be looked through', { kind, error });
    }
  }
  return found;
}

async function scan(parts: ReconciliationParts, kind: MovementKind): Promise<number> {
  const until = await parts.scans.until(kind);
  // What is younger than the quiet period may not be in the records yet.
  const now = (await parts.exchange.exchangeTime()) - youngMs;
  if (until === undefined) await parts.scans.advance(kind, undefined, now);
  if (until === undefined || now - until < scanEveryMs) return 0;
  const { rows, unreadable, endTime } = await readPart(parts, kind, until, Math.min(now, until + scanMaxMs));
  const events: OutgoingEvent[] = unreadable > 0 ? [unreadableEvent(kind, unreadable, until, endTime)] : [];
  const seen = new Map<string, string>();
  for (const movement of rows) {
    // A moment between two looks belongs to one of them.
    if (movement.time <= until || movement.time > endTime) continue;
    const reason = await strangeness(parts, kind, movement, seen);
    if (reason !== undefined) events.push(unknownMovement(kind, movement, reason));
  }
  await parts.bus.publish(events);
  await parts.scans.advance(kind, until, endTime);
  return events.length;
}

/** A whole look, or the first minutes of it where there is too much to be read to its end. */
async function readPart(parts: ReconciliationParts, kind: MovementKind, startTime: Millis, endTime: Millis) {
  try {
    return { ...(await readMovements(parts.exchange, kind, { startTime, endTime }, true)), endTime };
  } catch (error) {
    if (!(error instanceof RecordsIncompleteError)) throw error;
    const partEnd = Math.min(endTime, startTime + scanPartMs);
    return { ...(await readMovements(parts.exchange, kind, { startTime, endTime: partEnd }, true)), endTime: partEnd };
  }
}

/** Why a movement is no instruction of ours. Undefined where it is one. */
type Strangeness = 'no-instruction' | 'other-content' | 'other-order' | 'not-expected';

/** `seen`: the order that was taken for each mark's own in this look. */
async function strangeness(
  parts: ReconciliationParts,
  kind: MovementKind,
  movement: Movement,
  seen: Map<string, string>,
): Promise<Strangeness | undefined> {
  let worst: Strangeness = 'no-instruction';
  for (const mark of movement.marks) {
    const instruction = await getWhole(parts.instructions, mark);
    if (instruction === undefined || instruction.content.kind !== kind) continue;
    const found = strangenessBeside(instruction, movement);
    const { exchangeOrderId } = movement;
    if (found === undefined && (seen.get(mark) ?? exchangeOrderId) === exchangeOrderId) {
      seen.set(mark, exchangeOrderId);
      return undefined;
    }
    worst = found ?? 'other-order';
  }
  return worst;
}

function strangenessBeside(instruction: Instruction, movement: Movement): Strangeness | undefined {
  const { content, state, attempts } = instruction;
  if (differences(content, movement).length > 0) return 'other-content';
  if ('exchangeOrderId' in state) return state.exchangeOrderId === movement.exchangeOrderId ? undefined : 'other-order';
  const { status } = state;
  // These are being followed, or two people said that it moved. Any other says that nothing moved.
  const mayHaveMoved =
    status === 'sending' || status === 'unknown' || status === 'needs-attention' || status === 'settled';
  return mayHaveMoved && attempts.some((attempt) => isOfAttempt(attempt, movement)) ? undefined : 'not-expected';
}

/** Where no order is known to be the instruction's, only one that was taken when it was sent can be. */
function isOfAttempt(attempt: Attempt, { time }: Movement): boolean {
  const { startTime, endTime } = windowOf(attempt);
  return time >= startTime && time <= endTime;
}

function unknownMovement(kind: MovementKind, movement: Movement, reason: Strangeness): OutgoingEvent {
  const { exchangeOrderId, coin, quantity, source, address, marks, status } = movement;
  const detail = {
    kind,
    reason,
    exchangeOrderId,
    time: iso(movement.time),
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
function unreadableEvent(kind: MovementKind, unreadable: number, from: Millis, to: Millis): OutgoingEvent {
  return {
    detailType: 'UnknownMovement',
    detail: { kind, reason: 'unreadable', count: unreadable, from: iso(from), to: iso(to) },
  };
}
