import * as v from 'valibot';
import { assert, TreasuryError } from '../../core/errors.ts';
import { openIndex, openValues } from '../../core/names.ts';
import { amountSchema } from '../../core/schemas.ts';
import { type Book, emptyBook, isReservationInDoubt } from '../limits/book.ts';
import { type BookName, bookKey, bookNameOf, type FormerBookName } from '../limits/book-name.ts';
import { countMax } from '../policy/policy.ts';
import { CorruptItemError } from './errors.ts';
import type { Item, Table } from './table.ts';
import { type Versioned, versionUnchanged } from './versioned.ts';

type AnyBookName = BookName | FormerBookName;

/** Too many want reservations in one book at once, or too many in it are in doubt. Nothing was sent. */
export class ReservationError extends TreasuryError {
  constructor(code: 'reservations-full' | 'reservations-busy', name: AnyBookName) {
    super(code, `No reservation in ${bookKey(name)} could be made`);
  }
}

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 20;
const pageSize = 100;
const pagesMax = 10;

/**
 * The count of an hour that was summed before withdrawals were counted. How many they were is not known any more, so it
 * is more than any limit takes: limits by count let nothing more leave until the hour is out of their window.
 */
const uncounted = countMax + 1;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  entries: v.array(
    v.strictObject({
      id: v.string(),
      quantity: amountSchema,
      isLeaving: v.exactOptional(v.literal(true)),
      movedAt: v.exactOptional(whole),
    }),
  ),
  hours: v.array(v.strictObject({ until: whole, quantity: amountSchema, count: v.optional(whole, uncounted) })),
});

/** What is made of a book, and what is said about it. */
export interface BookChange<Answer> {
  readonly book: Book;
  readonly answer: Answer;
}

export interface OpenBook {
  readonly name: BookName | FormerBookName;
  readonly inDoubt: ReadonlySet<string>;
}

export interface OpenBooks {
  /** Each book that has reservations in doubt, with them. */
  readonly books: readonly OpenBook[];
  readonly corrupt: readonly CorruptItemError[];
}

export async function readBook(table: Table, name: AnyBookName): Promise<Book> {
  return (await read(table, name)).state;
}

/**
 * Changes a book under its version: what `rule` says of the book as it stands is written, or said again of a newer one.
 * `first` tells what is in a book that nothing was entered in yet.
 */
export async function changeBook<Answer>(
  table: Table,
  name: AnyBookName,
  rule: (book: Book) => BookChange<Answer>,
  first: () => Promise<Book> = async () => emptyBook,
): Promise<Answer> {
  for (let round = 0; round < roundsMax; round += 1) {
    const seen = await read(table, name);
    const { book, answer } = rule(seen.version === 0 ? await first() : seen.state);
    if (await write(table, name, seen, book)) return answer;
  }
  throw new ReservationError('reservations-busy', name);
}

/** Eventually consistent, and bounded: a book that is missed is there the next time. */
export async function listOpenBooks(table: Table): Promise<OpenBooks> {
  const query = { index: openIndex, value: openValues.limitBooks, limit: pageSize, newestFirst: false };
  const books: OpenBook[] = [];
  const corrupt: CorruptItemError[] = [];
  let after: Item | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, next } = await table.query(after === undefined ? query : { ...query, after });
    for (const item of items) {
      const read = fromItem(item);
      if (read === undefined) corrupt.push(new CorruptItemError(String(item.pk)));
      else books.push({ name: bookNameOf(String(item.pk)), inDoubt: inDoubtIn(read.state) });
    }
    if (next === undefined) break;
    after = next;
  }
  return { books, corrupt };
}

export function inDoubtIn({ entries }: Book): ReadonlySet<string> {
  return new Set(entries.filter(isReservationInDoubt).map(({ id }) => id));
}

async function read(table: Table, name: AnyBookName): Promise<Versioned<Book>> {
  const pk = bookKey(name);
  const item = await table.get(pk);
  if (item === undefined) return { version: 0, state: emptyBook };
  const found = fromItem(item);
  if (found === undefined) throw new CorruptItemError(pk);
  return found;
}

function fromItem(item: Item): Versioned<Book> | undefined {
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) return undefined;
  const { version, entries, hours } = parsed.output;
  return { version, state: { entries, hours } };
}

/**
 * False where somebody else changed it meanwhile, and also where the SDK met its own write: the next round then finds
 * everything in place and writes nothing.
 */
async function write(table: Table, name: AnyBookName, seen: Versioned<Book>, next: Book): Promise<boolean> {
  if (next === seen.state) return true;
  assert(new Set(next.entries.map(({ id }) => id)).size === next.entries.length, 'each reservation is there once');
  const { version } = seen;
  const pk = bookKey(name);
  const isOpen = next.entries.some(isReservationInDoubt);
  // Nobody asks for the oldest book: under their value they are sorted by their keys.
  const open = isOpen ? { [openIndex.key]: openValues.limitBooks, [openIndex.sort]: pk } : {};
  return table.update(pk, {
    set: { version: version + 1, entries: next.entries, hours: next.hours, ...open },
    remove: isOpen ? [] : [openIndex.key, openIndex.sort],
    ...versionUnchanged(version),
  });
}
