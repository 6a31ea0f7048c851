import { type Book, emptyBook } from '../limits/book.ts';
import type { BookName } from '../limits/book-name.ts';
import { mergeBooks } from '../limits/compact.ts';
import { instructionIdOfReservation } from '../limits/settlements.ts';
import { canonicalAccount } from '../whitelist/canonical-account.ts';
import { readBook } from './limit-books.ts';
import type { Table } from './table.ts';
import { readDirectory } from './whitelist-directory.ts';

/**
 * What an account's book begins with. Versions up to 0.1.0 kept a book for each id of the whitelist, so what left
 * by any id that ever stood for this account is taken over, once. Not what `reservation` itself has there: that is
 * of an attempt that was certainly not taken, and must not stand in its own way. Releases come one after the other
 * (one message group), so nobody enters anything in a former book meanwhile; what is in doubt there is settled by
 * its own key, and here like everything else.
 */
export async function readFormerBooks(table: Table, { coin, account }: BookName, reservation: string): Promise<Book> {
  if (account === undefined) return emptyBook;
  const rows = await readDirectory(table);
  const same = rows.filter(({ target }) => target.coin === coin && canonicalAccount(target) === account);
  const books: Book[] = [];
  for (const { id } of same) books.push(await readBook(table, { coin, destination: id }));
  if (books.every((book) => book === emptyBook)) return emptyBook;
  const { entries, hours } = mergeBooks(books);
  const own = instructionIdOfReservation(reservation);
  return { entries: entries.filter(({ id }) => instructionIdOfReservation(id) !== own), hours };
}
