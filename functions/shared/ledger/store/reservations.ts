import type { Millis } from '../../core/clock.ts';
import { type Book, confirm, type Entry, giveBack, giveBackUnused, reserve, settleEntry } from '../limits/book.ts';
import { type BookName, type LimitedBook, type LimitReason, reasonFor } from '../limits/limited-books.ts';
import type { Settlement } from '../limits/settlements.ts';
import {
  type Change,
  changeBook,
  inDoubtIn,
  listOpenBooks,
  type OpenBooks,
  ReservationError,
  readBook,
} from './limit-books.ts';
import type { Table } from './table.ts';

/**
 * The places that withdrawals have under the rolling limits: in the book of their coin, and in that of their destination. Each
 * book is one item, changed under a version. Nothing changes two of them at once, and nothing has to: bytes leave only
 * after each place was taken up in its book, and what becomes of the attempt is noted in each by itself.
 */
export interface Reservations {
  /**
   * Takes a place in each book before the attempt is written, or in none, and then says why. Where an error or a crash
   * leaves it half done, the instruction's settlements give back what was taken. `now` is on the exchange's clock. Throws
   * ReservationError.
   */
  reserve(books: readonly LimitedBook[], entry: Entry, now: Millis): Promise<LimitReason | undefined>;
  /**
   * Takes the places up when their attempt is written and nothing has left. False where one is gone, or its book over a
   * limit by now: then nothing may leave. Throws ReservationError.
   */
  confirm(books: readonly LimitedBook[], id: string, now: Millis): Promise<boolean>;
  /** Notes in each book what is certain. Safe to run twice. */
  apply(books: readonly BookName[], settlements: readonly Settlement[]): Promise<void>;
  /** All that counts against the limits of a book. */
  book(name: BookName): Promise<Book>;
  /** The places of which nothing is certain yet. */
  inDoubt(book: BookName): Promise<ReadonlySet<string>>;
  /** All such places, a set for each book. Eventually consistent. */
  listInDoubt(): Promise<OpenBooks>;
}

export function openReservations(table: Table): Reservations {
  const apply: Reservations['apply'] = async (books, settlements) => {
    for (const book of books) await changeBook(table, book, (seen) => noted(seen, settlements));
  };
  return {
    reserve: async (books, entry, now) => {
      for (const [index, book] of books.entries()) {
        const refused = await changeBook(table, book, (seen) => reserved(seen, book, entry, now));
        if (refused === undefined) continue;
        await apply(books.slice(0, index), [{ kind: 'unused', id: entry.id }]);
        return refused;
      }
      return undefined;
    },
    confirm: async (books, id, now) => {
      for (const book of books) {
        const isInPlace = await changeBook(table, book, (seen) => confirmed(seen, book, id, now));
        if (!isInPlace) return false;
      }
      return true;
    },
    apply,
    book: (name) => readBook(table, name),
    inDoubt: async (book) => inDoubtIn(await readBook(table, book)),
    listInDoubt: () => listOpenBooks(table),
  };
}

function reserved(seen: Book, name: LimitedBook, entry: Entry, now: Millis): Change<LimitReason | undefined> {
  const result = reserve(seen, entry, name.limits, now);
  switch (result.kind) {
    case 'full':
      throw new ReservationError('reservations-full', name);
    case 'over-limit':
      return { book: seen, answer: reasonFor(name, result.by) };
    case 'reserved':
      return { book: result.book, answer: undefined };
  }
}

function confirmed(seen: Book, { limits }: LimitedBook, id: string, now: Millis): Change<boolean> {
  const book = confirm(seen, id, limits, now);
  return { book: book ?? seen, answer: book !== undefined };
}

function noted(seen: Book, settlements: readonly Settlement[]): Change<void> {
  return { book: settlements.reduce(applied, seen), answer: undefined };
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
