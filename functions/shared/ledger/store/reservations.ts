import type { Millis } from '../../core/clock.ts';
import type { Book, Reservation } from '../limits/book.ts';
import type { BookName, FormerBookName } from '../limits/book-name.ts';
import { type LimitedBook, type LimitReason, limitReasonFor } from '../limits/limited-books.ts';
import {
  confirmReservation,
  releaseReservation,
  releaseUnusedReservation,
  reserve,
  restoreReservation,
  settleReservation,
} from '../limits/reserve.ts';
import type { Settlement } from '../limits/settlements.ts';
import { readFormerBooks } from './former-books.ts';
import {
  type BookChange,
  changeBook,
  inDoubtIn,
  listOpenBooks,
  type OpenBooks,
  ReservationError,
  readBook,
} from './limit-books.ts';
import type { Table } from './table.ts';

/**
 * The reservations that withdrawals have under the rolling limits: in the book of their coin, and in that of the
 * account that they go to. Each book is one item, changed under a version. Nothing changes two of them at once, and
 * nothing has to: bytes leave only after each reservation was confirmed in its book, and what becomes of the attempt is
 * noted in each by itself.
 */
export interface Reservations {
  /**
   * Reserves in each book before the attempt is written, or in none, and then says why. Where an error or a crash
   * leaves it half done, the instruction's settlements release what was reserved. `now` is on the exchange's clock.
   * Throws ReservationError.
   */
  reserve(books: readonly LimitedBook[], entry: Reservation, now: Millis): Promise<LimitReason | undefined>;
  /**
   * Confirms the reservations when their attempt is written and nothing has left. False where one is gone, or its book
   * over a limit by now: then nothing may leave. Throws ReservationError.
   */
  confirm(books: readonly LimitedBook[], id: string, now: Millis): Promise<boolean>;
  /** Notes in each book what is certain. Safe to run twice. */
  apply(books: readonly (BookName | FormerBookName)[], settlements: readonly Settlement[]): Promise<void>;
  /** All that counts against the limits of a book. */
  book(name: BookName): Promise<Book>;
  /** The reservations of which nothing is certain yet. */
  inDoubt(book: BookName): Promise<ReadonlySet<string>>;
  /** All such reservations, by their books. Eventually consistent. */
  listInDoubt(): Promise<OpenBooks>;
}

export function openReservations(table: Table): Reservations {
  const apply: Reservations['apply'] = async (books, settlements) => {
    for (const book of books) await changeBook(table, book, (seen) => applySettlements(seen, settlements));
  };
  return {
    reserve: async (books, entry, now) => {
      for (const [index, book] of books.entries()) {
        const former = () => readFormerBooks(table, book, entry.id);
        const refused = await changeBook(table, book, (seen) => applyReserve(seen, book, entry, now), former);
        if (refused === undefined) continue;
        await apply(books.slice(0, index), [{ kind: 'unused', id: entry.id }]);
        return refused;
      }
      return undefined;
    },
    confirm: async (books, id, now) => {
      for (const book of books) {
        const isInPlace = await changeBook(table, book, (seen) => applyConfirm(seen, book, id, now));
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

function applyReserve(
  seen: Book,
  name: LimitedBook,
  entry: Reservation,
  now: Millis,
): BookChange<LimitReason | undefined> {
  const result = reserve(seen, entry, name.limits, now);
  switch (result.kind) {
    case 'full':
      throw new ReservationError('reservations-full', name);
    case 'over-limit':
      return { book: seen, answer: limitReasonFor(name, result.by) };
    case 'reserved':
      return { book: result.book, answer: undefined };
  }
}

function applyConfirm(seen: Book, { limits }: LimitedBook, id: string, now: Millis): BookChange<boolean> {
  const book = confirmReservation(seen, id, limits, now);
  return { book: book ?? seen, answer: book !== undefined };
}

function applySettlements(seen: Book, settlements: readonly Settlement[]): BookChange<void> {
  return { book: settlements.reduce(applySettlement, seen), answer: undefined };
}

function applySettlement(book: Book, settlement: Settlement): Book {
  switch (settlement.kind) {
    case 'moved':
      return settleReservation(book, settlement.id, settlement.movedAt);
    case 'free':
      return releaseReservation(book, settlement.id);
    case 'doubted':
      return restoreReservation(book, settlement);
    case 'unused':
      return releaseUnusedReservation(book, settlement.id);
  }
}
