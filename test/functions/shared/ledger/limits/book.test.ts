import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, amount, compare, zero } from '../../../../../functions/shared/core/amount.ts';
import { type Book, emptyBook } from '../../../../../functions/shared/ledger/limits/book.ts';
import { mergeBooks } from '../../../../../functions/shared/ledger/limits/compact.ts';
import {
  confirmReservation,
  inDoubtMax,
  releaseReservation,
  releaseUnusedReservation,
  reserve,
  settleReservation,
} from '../../../../../functions/shared/ledger/limits/reserve.ts';
import { usageIn } from '../../../../../functions/shared/ledger/limits/usage.ts';
import { noon } from '../../../../support/clock.ts';

const minute = 60_000;
const day = 86_400_000;
const limits = [{ windowMs: day, amount: amount('100') }];

function reserved(book: Book, id: string, quantity: string, now = noon): Book {
  const result = reserve(book, { id, quantity: amount(quantity) }, limits, now);
  if (result.kind !== 'reserved') throw new Error(result.kind);
  return result.book;
}

const amountIn = (book: Book, now: number) => usageIn(book, day, now).amount;

describe('a reservation under a limit', () => {
  test('is taken up to the limit exactly, and not beyond', () => {
    const book = reserved(emptyBook, 'a#1', '99.999999');
    const over = reserve(book, { id: 'b#1', quantity: amount('0.000002') }, limits, noon);
    expect(over).toEqual({ kind: 'over-limit', by: 'amount' });
    expect(amountIn(reserved(book, 'b#1', '0.000001'), noon)).toBe('100');
  });

  test('is counted as one withdrawal, whatever its quantity', () => {
    const twice = [{ windowMs: day, count: 2 }];
    const book = reserved(reserved(emptyBook, 'a#1', '1'), 'b#1', '2');
    const third = { id: 'c#1', quantity: amount('0.000001') };
    expect(usageIn(book, day, noon)).toEqual({ amount: '3', count: 2 });
    expect(reserve(book, third, twice, noon)).toEqual({ kind: 'over-limit', by: 'count' });
    expect(confirmReservation(book, 'a#1', [{ windowMs: day, count: 1 }], noon)).toBeUndefined();
    const aged = settleReservation(book, 'a#1', noon - day);
    expect(reserve(aged, third, twice, noon)).toMatchObject({ kind: 'reserved' });
  });

  test('that would be over an amount and a count is told the amount', () => {
    const both = [{ windowMs: minute, count: 1 }, ...limits];
    const over = reserve(reserved(emptyBook, 'a#1', '99'), { id: 'b#1', quantity: amount('2') }, both, noon);
    expect(over).toEqual({ kind: 'over-limit', by: 'amount' });
  });

  test('is one reservation, however often it is asked for', () => {
    const book = reserved(emptyBook, 'a#1', '60');
    expect(reserved(book, 'a#1', '60')).toBe(book);
  });

  test('counts as long as it is in doubt, and ages only from when it moved', () => {
    const book = reserved(emptyBook, 'a#1', '60');
    expect(amountIn(book, noon + 30 * day)).toBe('60');
    const moved = settleReservation(book, 'a#1', noon);
    expect(amountIn(moved, noon + day - 1)).toBe('60');
    expect(amountIn(moved, noon + day)).toBe('0');
  });

  test('is given back when nothing moved, and never when it did', () => {
    const book = reserved(emptyBook, 'a#1', '60');
    expect(releaseReservation(book, 'a#1').entries).toEqual([]);
    const moved = settleReservation(book, 'a#1', noon);
    expect(releaseReservation(moved, 'a#1')).toBe(moved);
  });

  test('is taken up only as long as it is there, in doubt, and within the limits in force', () => {
    const book = reserved(emptyBook, 'a#1', '60');
    const leaving = confirmReservation(book, 'a#1', limits, noon);
    expect(leaving?.entries).toEqual([{ id: 'a#1', quantity: '60', isLeaving: true }]);
    expect(leaving === undefined ? undefined : confirmReservation(leaving, 'a#1', limits, noon)).toBe(leaving);
    expect(confirmReservation(book, 'a#2', limits, noon)).toBeUndefined();
    expect(confirmReservation(book, 'a#1', [{ windowMs: day, amount: amount('59') }], noon)).toBeUndefined();
    expect(confirmReservation(settleReservation(book, 'a#1', noon), 'a#1', limits, noon)).toBeUndefined();
  });

  test('that is taken up is given back only by what became of its attempt, not by who thinks it unused', () => {
    const book = reserved(emptyBook, 'a#1', '60');
    const leaving = confirmReservation(book, 'a#1', limits, noon) ?? emptyBook;
    expect(releaseUnusedReservation(book, 'a#1').entries).toEqual([]);
    expect(releaseUnusedReservation(leaving, 'a#1')).toBe(leaving);
    expect(releaseReservation(leaving, 'a#1').entries).toEqual([]);
  });

  test('is not to be had beyond a bound of reservations in doubt', () => {
    const entries = Array.from({ length: inDoubtMax }, (_, index) => ({ id: `a${index}#1`, quantity: amount('1') }));
    const full = { entries, hours: [] };
    expect(reserve(full, { id: 'b#1', quantity: amount('1') }, [], noon)).toEqual({ kind: 'full' });
  });
});

/** What moved, one after the other, in a book that folds its old hours. */
function bookOf(moves: readonly { at: number; quantity: number }[]): Book {
  let book = emptyBook;
  for (const [index, { at, quantity }] of moves.entries()) {
    const id = `a${index}#1`;
    book = { ...book, entries: [...book.entries, { id, quantity: amount(String(quantity)) }] };
    book = settleReservation(book, id, at);
  }
  return book;
}

describe('a sum of an hour', () => {
  /** As many as are kept one by one: what moved before them is in a sum. */
  const newer = (from: number) => Array.from({ length: 100 }, (_, index) => ({ at: from + index, quantity: 1 }));
  const end = noon + 60 * minute;

  test('has all that moved in the hour, and counts until its end has left each window', () => {
    const moves = [
      { at: noon + 1, quantity: 7 },
      { at: end, quantity: 5 },
    ];
    const { hours } = bookOf([...moves, ...newer(end + minute)]);
    expect(hours).toEqual([{ until: end, quantity: '12', count: 2 }]);
    for (const windowMs of [day, 7 * day]) {
      const old = { entries: [], hours };
      expect(usageIn(old, windowMs, end + windowMs - 1)).toEqual({ amount: '12', count: 2 });
      expect(usageIn(old, windowMs, end + windowMs)).toEqual({ amount: '0', count: 0 });
    }
  });

  test('is kept as long as the longest window needs it, and then goes', () => {
    const newestAt = (at: number) => bookOf([{ at: noon + 1, quantity: 7 }, ...newer(at - 99)]).hours;
    expect(newestAt(end + 7 * day - 1)).toEqual([{ until: end, quantity: '7', count: 1 }]);
    expect(newestAt(end + 7 * day)).toEqual([]);
  });
});

test('books that become one count each reservation once, and each sum of an hour with the other of the same hour', () => {
  const hour = (until: number, quantity: string, count: number) => ({ until, quantity: amount(quantity), count });
  const entry = { id: 'a#1', quantity: amount('3') };
  const [end, later] = [noon + 60 * minute, noon + 120 * minute];
  const merged = mergeBooks([
    { entries: [entry], hours: [hour(later, '4', 1), hour(end, '7', 2)] },
    { entries: [entry, { ...entry, id: 'b#1' }], hours: [hour(end, '5', 1)] },
  ]);
  expect(merged.hours).toEqual([hour(end, '12', 3), hour(later, '4', 1)]);
  expect(merged.entries.map(({ id }) => id)).toEqual(['a#1', 'b#1']);
  expect(amountIn(merged, end)).toBe('22');
});

test('old reservations are summed by the hour, never to the spender’s advantage, and the book stays bounded', () => {
  const move = fc.record({ gapMs: fc.integer({ min: 0, max: 40 * minute }), quantity: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(fc.array(move, { minLength: 110, maxLength: 400 }), fc.integer({ min: 1, max: 7 }), (gaps, days) => {
      let now = noon;
      const truth = gaps.map(({ gapMs, quantity }) => {
        now += gapMs;
        return { at: now, quantity };
      });
      const book = bookOf(truth);
      const windowMs = days * day;
      const inWindow = truth.filter(({ at }) => at > now - windowMs);
      const sum = inWindow.reduce((total, { quantity }) => add(total, amount(String(quantity))), zero);
      const used = usageIn(book, windowMs, now);
      expect(compare(used.amount, sum)).toBeGreaterThanOrEqual(0);
      expect(used.count).toBeGreaterThanOrEqual(inWindow.length);
      expect(used.count).toBeLessThanOrEqual(truth.filter(({ at }) => at > now - windowMs - 60 * minute).length);
      expect(book.entries.length).toBeLessThanOrEqual(100);
      expect(book.hours.length).toBeLessThanOrEqual(7 * 24 + 1);
    }),
    // Each run is long: a counterexample that is not the smallest, at once, is worth more than hours of shrinking.
    { numRuns: 30, endOnFailure: true },
  );
});
