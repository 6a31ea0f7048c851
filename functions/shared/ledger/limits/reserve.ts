import type { Millis } from '../../core/clock.ts';
import type { RollingLimit } from '../policy/policy.ts';
import { type Book, isReservationInDoubt, type Reservation } from './book.ts';
import { compact } from './compact.ts';
import { exceededBy, type LimitMeasure } from './usage.ts';

/** Entries in doubt at once. With the rest of the item they stay well under the 400 kB that an item may have. */
export const inDoubtMax = 500;

export type ReserveResult =
  | { readonly kind: 'reserved'; readonly book: Book }
  | { readonly kind: 'over-limit'; readonly by: LimitMeasure }
  | { readonly kind: 'full' };

/**
 * Reserves for an attempt, unless that would break a limit. Asked twice, it is the same reservation. `now` is on the
 * exchange's clock and not ahead of it: the attempt executes later than that, so what left the window by now is out.
 */
export function reserve(book: Book, entry: Reservation, limits: readonly RollingLimit[], now: Millis): ReserveResult {
  const isThere = book.entries.some(({ id }) => id === entry.id);
  const next = isThere ? book : { ...book, entries: [...book.entries, entry] };
  const by = exceededBy(next, limits, now);
  if (by !== undefined) return { kind: 'over-limit', by };
  if (next.entries.filter(isReservationInDoubt).length > inDoubtMax) return { kind: 'full' };
  return { kind: 'reserved', book: next };
}

/**
 * Confirms a reservation, now that its attempt is written. Undefined where it is gone, or where all of them together
 * are over a limit by now: then nothing may leave.
 */
export function confirmReservation(
  book: Book,
  id: string,
  limits: readonly RollingLimit[],
  now: Millis,
): Book | undefined {
  if (!isReserved(book, id) || exceededBy(book, limits, now) !== undefined) return undefined;
  const isMarked = book.entries.some((entry) => entry.id === id && entry.isLeaving === true);
  return isMarked ? book : updateEntry(book, id, { isLeaving: true });
}

/** It is certain that it moved, at `movedAt` at the latest. From then on the reservation ages. */
export function settleReservation(book: Book, id: string, movedAt: Millis): Book {
  if (!isReserved(book, id)) return book;
  return compact(updateEntry(book, id, { movedAt }));
}

function updateEntry(book: Book, id: string, change: Partial<Reservation>): Book {
  return { ...book, entries: book.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

/** The reservation was not used. One that leaves stays: whoever says this has seen an older picture. */
export function releaseUnusedReservation(book: Book, id: string): Book {
  return book.entries.some((entry) => entry.id === id && entry.isLeaving === true)
    ? book
    : releaseReservation(book, id);
}

/**
 * It was given back, and may have moved after all. No limit stands in the way of what may be gone. Safe to run twice:
 * what is in doubt is never summed up, so that its id is still there.
 */
export function restoreReservation(book: Book, { id, quantity }: Pick<Reservation, 'id' | 'quantity'>): Book {
  const isThere = book.entries.some((entry) => entry.id === id);
  return isThere ? book : { ...book, entries: [...book.entries, { id, quantity, isLeaving: true }] };
}

/** It is certain that nothing moved. A reservation of what moved stays. */
export function releaseReservation(book: Book, id: string): Book {
  if (!isReserved(book, id)) return book;
  return { ...book, entries: book.entries.filter((entry) => entry.id !== id) };
}

function isReserved(book: Book, id: string): boolean {
  return book.entries.some((entry) => entry.id === id && isReservationInDoubt(entry));
}
