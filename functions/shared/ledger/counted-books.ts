import type { Millis } from '../core/clock.ts';
import type { OutgoingContent } from './instruction/content.ts';
import { type CountedBook, limitMet } from './limits/limit-met.ts';
import { type LimitedBook, type LimitReason, limitedBooksFor } from './limits/limited-books.ts';
import type { Policy } from './policy/policy.ts';
import type { Reservations } from './store/reservations.ts';

type BookReader = Pick<Reservations, 'book'>;

/** What counts in those of the books for which a limit holds. */
export function readCountedBooks(
  reservations: BookReader,
  books: readonly LimitedBook[],
): Promise<readonly CountedBook[]> {
  const limited = books.filter(({ limits }) => limits.length > 0);
  return Promise.all(limited.map(async (book) => ({ ...book, book: await reservations.book(book) })));
}

/**
 * The limit for which a withdrawal would get no reservation now, as far as its books tell: money is not moved for one
 * that could not leave. It reserves only when it is sent, and only that counts.
 */
export async function readLimitMet(
  reservations: BookReader,
  content: OutgoingContent,
  policy: Policy,
  now: Millis,
): Promise<LimitReason | undefined> {
  const books = await readCountedBooks(reservations, limitedBooksFor(policy, content));
  return books.flatMap((book) => limitMet(book, content, now) ?? [])[0];
}
