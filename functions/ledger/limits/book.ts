import { type Amount, add, compare, zero } from '../../base/amount.ts';
import type { Millis } from '../../base/clock.ts';
import type { RollingLimit } from '../policy/policy.ts';

/** The place of one attempt under the limits of its coin. */
export interface Entry {
  /** `<instructionId>#<attempt>`. */
  readonly id: string;
  readonly quantity: Amount;
  /** Its attempt is written and leaves. From then on only what becomes of that attempt gives the place back. */
  readonly isLeaving?: true;
  /** On the exchange's clock: when it moved at the latest. Not there while it may move or may have moved. */
  readonly movedAt?: Millis;
}

/** What moved in an hour that is long past, in one sum. It counts until the hour's end has left the window. */
export interface Hour {
  readonly until: Millis;
  readonly quantity: Amount;
}

/** Everything of one coin that counts against its rolling limits. */
export interface Book {
  readonly entries: readonly Entry[];
  readonly hours: readonly Hour[];
}

export const emptyBook: Book = { entries: [], hours: [] };

/** No window is longer, so what is older counts no more. */
const windowMaxMs = 7 * 86_400_000;
const hourMs = 3_600_000;
/** Entries in doubt at once. With the rest of the item they stay well under the 400 kB that an item may have. */
export const inDoubtMax = 500;
/** Moved entries that are kept one by one; older ones are summed by the hour. */
const movedMax = 100;

export type Reserved =
  | { readonly kind: 'reserved'; readonly book: Book }
  | { readonly kind: 'over-limit' }
  | { readonly kind: 'full' };

/**
 * Takes a place for an attempt, unless that would break a limit. Asked twice, it is the same place. `now` is on the
 * exchange's clock and not ahead of it: the attempt executes later than that, so what left the window by now is out.
 */
export function reserve(book: Book, entry: Entry, limits: readonly RollingLimit[], now: Millis): Reserved {
  const isThere = book.entries.some(({ id }) => id === entry.id);
  const next = isThere ? book : { ...book, entries: [...book.entries, entry] };
  if (!isWithin(next, limits, now)) return { kind: 'over-limit' };
  if (next.entries.filter(isInDoubt).length > inDoubtMax) return { kind: 'full' };
  return { kind: 'reserved', book: next };
}

/**
 * Marks a place as taken up, now that its attempt is written. Undefined where it is gone, or where all of them together are
 * over a limit by now: then nothing may leave.
 */
export function confirm(book: Book, id: string, limits: readonly RollingLimit[], now: Millis): Book | undefined {
  if (!isReserved(book, id) || !isWithin(book, limits, now)) return undefined;
  const isMarked = book.entries.some((entry) => entry.id === id && entry.isLeaving === true);
  return isMarked ? book : changed(book, id, { isLeaving: true });
}

/** It is certain that it moved, at `movedAt` at the latest. From then on the place ages. */
export function settleEntry(book: Book, id: string, movedAt: Millis): Book {
  if (!isReserved(book, id)) return book;
  return fold(changed(book, id, { movedAt }));
}

function changed(book: Book, id: string, change: Partial<Entry>): Book {
  return { ...book, entries: book.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

/** The place was not taken up. One that leaves stays: whoever says this has seen an older picture. */
export function giveBackUnused(book: Book, id: string): Book {
  return book.entries.some((entry) => entry.id === id && entry.isLeaving === true) ? book : giveBack(book, id);
}

/** It is certain that nothing moved. A place of what moved stays. */
export function giveBack(book: Book, id: string): Book {
  if (!isReserved(book, id)) return book;
  return { ...book, entries: book.entries.filter((entry) => entry.id !== id) };
}

function isReserved(book: Book, id: string): boolean {
  return book.entries.some((entry) => entry.id === id && isInDoubt(entry));
}

export function isInDoubt({ movedAt }: Entry): boolean {
  return movedAt === undefined;
}

/** What counts in the window that ends `now`: all in doubt, and what moved in it. */
export function usedIn(book: Book, windowMs: number, now: Millis): Amount {
  const since = now - windowMs;
  const entries = book.entries.filter(({ movedAt }) => movedAt === undefined || movedAt > since);
  const hours = book.hours.filter(({ until }) => until > since);
  return [...entries, ...hours].reduce((sum, { quantity }) => add(sum, quantity), zero);
}

function isWithin(book: Book, limits: readonly RollingLimit[], now: Millis): boolean {
  return limits.every(
    ({ windowMs, amount }) => amount === undefined || compare(usedIn(book, windowMs, now), amount) <= 0,
  );
}

/**
 * Keeps the book bounded: the newest moved entries stay, older ones are summed by the hour, which rounds against the
 * spender. What is older than any window goes.
 */
function fold(book: Book): Book {
  const moved = book.entries.flatMap(({ id, quantity, movedAt }) =>
    movedAt === undefined ? [] : [{ id, quantity, movedAt }],
  );
  const newestFirst = moved.toSorted((a, b) => b.movedAt - a.movedAt);
  const folded = newestFirst.slice(movedMax);
  if (folded.length === 0) return book;
  const newest = newestFirst[0]?.movedAt ?? 0;
  const sums = new Map(book.hours.map(({ until, quantity }) => [until, quantity]));
  for (const { movedAt, quantity } of folded) {
    const until = Math.ceil(movedAt / hourMs) * hourMs;
    sums.set(until, add(sums.get(until) ?? zero, quantity));
  }
  const isFolded = new Set(folded.map(({ id }) => id));
  const hours = [...sums].map(([until, quantity]) => ({ until, quantity }));
  return {
    entries: book.entries.filter(({ id }) => !isFolded.has(id)),
    hours: hours.filter(({ until }) => until > newest - windowMaxMs).toSorted((a, b) => a.until - b.until),
  };
}
