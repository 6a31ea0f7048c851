import type { Millis } from '../base/clock.ts';
import { isTreasuryError } from '../base/errors.ts';
import { instructionId } from '../base/ids.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import type { OutgoingEvent } from '../ledger/outbox/bus.ts';
import { quietMs } from './judge-absence.ts';
import { differences, type Movement, type MovementKind, movementKinds, readMovements } from './movement.ts';
import type { ReconciliationParts } from './parts.ts';

/** Often enough to be told of a theft within the hour, and seldom enough to cost next to nothing. */
const scanEveryMs = 3_600_000;
/** One look goes no further, so that it ends in time after a long pause. The next tick goes on. */
const scanMaxMs = 86_400_000;

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
  const now = (await parts.exchange.exchangeTime()) - quietMs;
  if (until === undefined) await parts.scans.advance(kind, undefined, now);
  if (until === undefined || now - until < scanEveryMs) return 0;
  const endTime = Math.min(now, until + scanMaxMs);
  const { rows, unreadable } = await readMovements(parts.exchange, kind, { startTime: until, endTime });
  const events: OutgoingEvent[] = unreadable > 0 ? [unreadableEvent(kind, unreadable, until, endTime)] : [];
  for (const movement of rows) {
    // Both ends belong to a window of the exchange's; a movement between two of ours is looked at once.
    if (movement.time <= until || movement.time > endTime) continue;
    const reason = await strangeness(parts, kind, movement);
    if (reason !== undefined) events.push(unknownMovement(kind, movement, reason));
  }
  await parts.bus.publish(events);
  await parts.scans.advance(kind, until, endTime);
  return events.length;
}

/** Why a movement is no instruction of ours. Undefined where it is one. */
type Strangeness = 'no-instruction' | 'other-content' | 'other-order' | 'not-expected';

async function strangeness(
  parts: ReconciliationParts,
  kind: MovementKind,
  movement: Movement,
): Promise<Strangeness | undefined> {
  let worst: Strangeness = 'no-instruction';
  for (const mark of movement.marks) {
    const instruction = await parts.instructions.get(instructionId(mark));
    if (instruction === undefined || instruction.content.kind !== kind) continue;
    const found = strangenessBeside(instruction, movement);
    if (found === undefined) return undefined;
    worst = found;
  }
  return worst;
}

function strangenessBeside({ content, state, attempts }: Instruction, movement: Movement): Strangeness | undefined {
  if (differences(content, movement).length > 0) return 'other-content';
  if ('exchangeOrderId' in state) return state.exchangeOrderId === movement.exchangeOrderId ? undefined : 'other-order';
  const { status } = state;
  // These are being followed, or two people said that it moved. Any other says that nothing moved.
  const mayHaveMoved =
    status === 'sending' || status === 'unknown' || status === 'needs-attention' || status === 'settled';
  return mayHaveMoved && attempts.length > 0 ? undefined : 'not-expected';
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
    address,
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

function iso(time: Millis): string {
  return new Date(time).toISOString();
}
