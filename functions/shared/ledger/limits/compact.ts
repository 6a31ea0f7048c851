import { add, zero } from '../../core/amount.ts';
import type { Book, HourlyTotal } from './book.ts';

/** No window is longer, so what is older counts no more. */
export const windowMaxMs = 7 * 86_400_000;
export const hourMs = 3_600_000;
/** Moved entries that are kept one by one; older ones are summed by the hour. */
export const movedMax = 100;

/** What is in several books, in one. Each reservation counts once. */
export function mergeBooks(books: readonly Book[]): Book {
  const entries = new Map(books.flatMap((book) => book.entries.map((entry) => [entry.id, entry] as const)));
  const hours = new Map<number, HourlyTotal>();
  for (const hour of books.flatMap((book) => book.hours)) addToHour(hours, hour);
  return compact({ entries: [...entries.values()], hours: sortedByTime([...hours.values()]) });
}

/**
 * Keeps a book bounded: the newest moved entries stay, older ones are summed by the hour, which rounds against the
 * spender. What is older than any window goes.
 */
export function compact(book: Book): Book {
  const moved = book.entries.flatMap(({ id, quantity, movedAt }) =>
    movedAt === undefined ? [] : [{ id, quantity, movedAt }],
  );
  const newestFirst = moved.toSorted((a, b) => b.movedAt - a.movedAt);
  const compacted = newestFirst.slice(movedMax);
  if (compacted.length === 0) return book;
  const newest = newestFirst[0]?.movedAt ?? 0;
  const sums = new Map<number, HourlyTotal>(book.hours.map((hour) => [hour.until, hour]));
  for (const { movedAt, quantity } of compacted) {
    addToHour(sums, { until: Math.ceil(movedAt / hourMs) * hourMs, quantity, count: 1 });
  }
  const isCompacted = new Set(compacted.map(({ id }) => id));
  return {
    entries: book.entries.filter(({ id }) => !isCompacted.has(id)),
    hours: sortedByTime([...sums.values()].filter(({ until }) => until > newest - windowMaxMs)),
  };
}

function addToHour(sums: Map<number, HourlyTotal>, { until, quantity, count }: HourlyTotal): void {
  const sum = sums.get(until);
  sums.set(until, { until, quantity: add(sum?.quantity ?? zero, quantity), count: (sum?.count ?? 0) + count });
}

function sortedByTime(hours: readonly HourlyTotal[]): readonly HourlyTotal[] {
  return hours.toSorted((a, b) => a.until - b.until);
}
