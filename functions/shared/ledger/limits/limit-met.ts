import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { InstructionId } from '../../core/ids.ts';
import type { Book } from './book.ts';
import { type LimitedBook, type LimitReason, limitReasonFor } from './limited-books.ts';
import { instructionIdOfReservation, reservationId } from './settlements.ts';
import { exceededBy } from './usage.ts';

/** A book with what counts in it. */
export interface CountedBook extends LimitedBook {
  readonly book: Book;
}

/** The limit of a book that a withdrawal would be over if it left now. Nothing is reserved. */
export function limitMet(
  { book, limits, ...name }: CountedBook,
  { instructionId, quantity }: { readonly instructionId: InstructionId; readonly quantity: Amount },
  now: Millis,
): LimitReason | undefined {
  const entry = { id: reservationId(instructionId, 1), quantity };
  // What was taken under this id counts already.
  const isThere = book.entries.some(({ id }) => instructionIdOfReservation(id) === instructionId);
  const by = exceededBy(isThere ? book : { ...book, entries: [...book.entries, entry] }, limits, now);
  return by === undefined ? undefined : limitReasonFor(name, by);
}
