import * as v from 'valibot';
import type { Millis } from '../../base/clock.ts';
import { assert, TreasuryError } from '../../base/errors.ts';
import { amountSchema } from '../../base/schemas.ts';
import {
  type Book,
  confirm,
  type Entry,
  emptyBook,
  giveBack,
  giveBackUnused,
  isInDoubt,
  reserve,
  settleEntry,
} from '../limits/book.ts';
import type { Settlement } from '../limits/settlements.ts';
import type { RollingLimit } from '../policy/policy.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

/** Too many want the limits of one coin at once, or too many are in doubt. Nothing was sent. */
export class ReservationError extends TreasuryError {
  constructor(code: 'reservations-full' | 'reservations-busy', coin: string) {
    super(code, 'not-sent', `No place under the limits of ${coin} could be taken`);
  }
}

/** The places that withdrawals have under the rolling limits of their coin: one item a coin, changed under a version. */
export interface Reservations {
  /** Takes a place before the attempt is written. `now` is on the exchange's clock. Throws ReservationError. */
  reserve(coin: string, entry: Entry, limits: readonly RollingLimit[], now: Millis): Promise<'reserved' | 'over-limit'>;
  /**
   * Takes the place up when its attempt is written and nothing has left. False where it is gone or over a limit by now:
   * then nothing may leave. Throws ReservationError.
   */
  confirm(coin: string, id: string, limits: readonly RollingLimit[], now: Millis): Promise<boolean>;
  /** Notes what is certain. Safe to run twice. */
  apply(coin: string, settlements: readonly Settlement[]): Promise<void>;
  /** The places of which nothing is certain yet. */
  inDoubt(coin: string): Promise<ReadonlySet<string>>;
}

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 20;

const millis = v.pipe(v.number(), v.integer(), v.minValue(0));
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  entries: v.array(
    v.strictObject({
      id: v.string(),
      quantity: amountSchema,
      isLeaving: v.exactOptional(v.literal(true)),
      movedAt: v.exactOptional(millis),
    }),
  ),
  hours: v.array(v.strictObject({ until: millis, quantity: amountSchema })),
});

interface Versioned {
  readonly version: number;
  readonly book: Book;
}

export function openReservations(table: Table): Reservations {
  return {
    reserve: async (coin, entry, limits, now) => {
      for (let round = 0; round < roundsMax; round += 1) {
        const seen = await read(table, coin);
        const reserved = reserve(seen.book, entry, limits, now);
        if (reserved.kind === 'full') throw new ReservationError('reservations-full', coin);
        if (reserved.kind === 'over-limit') return 'over-limit';
        if (await write(table, coin, seen, reserved.book)) return 'reserved';
      }
      throw new ReservationError('reservations-busy', coin);
    },
    confirm: async (coin, id, limits, now) => {
      for (let round = 0; round < roundsMax; round += 1) {
        const seen = await read(table, coin);
        const confirmed = confirm(seen.book, id, limits, now);
        if (confirmed === undefined) return false;
        if (await write(table, coin, seen, confirmed)) return true;
      }
      throw new ReservationError('reservations-busy', coin);
    },
    apply: async (coin, settlements) => {
      for (let round = 0; round < roundsMax; round += 1) {
        const seen = await read(table, coin);
        if (await write(table, coin, seen, settlements.reduce(applied, seen.book))) return;
      }
      throw new ReservationError('reservations-busy', coin);
    },
    inDoubt: async (coin) => {
      const { book } = await read(table, coin);
      return new Set(book.entries.filter(isInDoubt).map(({ id }) => id));
    },
  };
}

function applied(book: Book, settlement: Settlement): Book {
  switch (settlement.kind) {
    case 'moved':
      return settleEntry(book, settlement.id, settlement.movedAt);
    case 'free':
      return giveBack(book, settlement.id);
    case 'unused':
      return giveBackUnused(book, settlement.id);
  }
}

async function read(table: Table, coin: string): Promise<Versioned> {
  const pk = itemKey(coin);
  const item = await table.get(pk);
  if (item === undefined) return { version: 0, book: emptyBook };
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  const { version, entries, hours } = parsed.output;
  return { version, book: { entries, hours } };
}

/**
 * False where somebody else changed it meanwhile, and also where the SDK met its own write: the next round then finds
 * everything in place and writes nothing.
 */
async function write(table: Table, coin: string, seen: Versioned, next: Book): Promise<boolean> {
  if (next === seen.book) return true;
  assert(new Set(next.entries.map(({ id }) => id)).size === next.entries.length, 'each place is there once');
  const { version } = seen;
  return table.update(itemKey(coin), {
    set: { version: version + 1, entries: next.entries, hours: next.hours },
    condition: version === 0 ? 'attribute_not_exists(#version)' : '#version = :version',
    values: version === 0 ? {} : { version },
  });
}

function itemKey(coin: string): string {
  return `limit#${coin}`;
}
