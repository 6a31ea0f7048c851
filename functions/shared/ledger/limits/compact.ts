import { add, zero } from '../../core/amount.ts';
import type { Book, HourlyTotal } from './book.ts';

/** No window is longer, so what is older counts no more. */
export const windowMaxMs = 7 * 86_400_000;
export const hourMs = 3_600_000;
/** Moved entries that are kept one by one; older ones are summed by the hour. */
export const movedMax = 100;

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
    const until = Math.ceil(movedAt / hourMs) * hourMs;
    const sum = sums.get(until);
    sums.set(until, { until, quantity: add(sum?.quantity ?? zero, quantity), count: (sum?.count ?? 0) + 1 });
  }
  const isCompacted = new Set(compacted.map(({ id }) => id));
  return {
    entries: book.entries.filter(({ id }) => !isCompacted.has(id)),
    hours: [...sums.values()].filter(({ until }) => until > newest - windowMaxMs).toSorted((a, b) => a.until - b.until),
  };
}
