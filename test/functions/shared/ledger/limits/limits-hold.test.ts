import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, amount, compare, zero } from '../../../../../functions/shared/core/amount.ts';
import { type Book, emptyBook } from '../../../../../functions/shared/ledger/limits/book.ts';
import {
  confirmReservation,
  releaseReservation,
  reserve,
  settleReservation,
} from '../../../../../functions/shared/ledger/limits/reserve.ts';
import { usageIn } from '../../../../../functions/shared/ledger/limits/usage.ts';
import type { RollingLimit } from '../../../../../functions/shared/ledger/policy/policy.ts';
import { noon } from '../../../../support/clock.ts';

const minute = 60_000;
/** Of whole units, so that the test's own sums are exact. */
const units = (most: number) => fc.integer({ min: 1, max: most });
const limitArbitrary = fc
  .record({ minutes: fc.constantFrom(1, 5, 20), amount: fc.option(units(60)), count: fc.option(units(6)) })
  .filter(({ amount: most, count }) => most !== null || count !== null)
  .map(
    ({ minutes, amount: most, count }): RollingLimit => ({
      windowMs: minutes * minute,
      ...(most === null ? {} : { amount: amount(String(most)) }),
      ...(count === null ? {} : { count }),
    }),
  );
const limitsArbitrary = fc.array(limitArbitrary, { minLength: 1, maxLength: 3 });

/** One withdrawal's way: it may get no place, or lose it, or leave, and then it moves within a receive window. */
const wayArbitrary = fc.record({
  gapMs: fc.integer({ min: 0, max: 4 * minute }),
  quantity: units(25),
  takesMs: fc.integer({ min: 0, max: 5_000 }),
  knownAfter: fc.integer({ min: 0, max: 4 }),
  end: fc.constantFrom('moved', 'moved', 'free', 'in doubt' as const),
});

test('whatever leaves, and whenever it becomes known, no window ever sees more than its limit', () => {
  fc.assert(
    fc.property(limitsArbitrary, fc.array(wayArbitrary, { maxLength: 40 }), (limits, ways) => {
      let now = noon;
      let book = emptyBook;
      const executed: { at: number; quantity: number }[] = [];
      const due: { from: number; note: (book: Book) => Book }[] = [];
      for (const [index, { gapMs, quantity, takesMs, knownAfter, end }] of ways.entries()) {
        now += gapMs;
        for (const { note } of due.filter(({ from }) => from === index)) book = note(book);
        const id = `a${index}#1`;
        const reserved = reserve(book, { id, quantity: amount(String(quantity)) }, limits, now);
        if (reserved.kind !== 'reserved') continue;
        const leaving = confirmReservation(reserved.book, id, limits, now);
        if (leaving === undefined) continue;
        book = leaving;
        const at = now + takesMs;
        if (end !== 'free') executed.push({ at, quantity });
        const note = (seen: Book) => (end === 'free' ? releaseReservation(seen, id) : settleReservation(seen, id, at));
        if (end !== 'in doubt') due.push({ from: index + 1 + knownAfter, note });
      }
      for (const { at } of executed) {
        for (const { windowMs, amount: most, count } of limits) {
          const inWindow = executed.filter((each) => each.at > at - windowMs && each.at <= at);
          const sum = inWindow.reduce((total, { quantity }) => total + quantity, 0);
          expect(sum).toBeLessThanOrEqual(Number(most ?? Number.POSITIVE_INFINITY));
          expect(inWindow.length).toBeLessThanOrEqual(count ?? Number.POSITIVE_INFINITY);
        }
      }
    }),
  );
});

const entryArbitrary = fc.record({
  quantity: units(30).map((each) => amount(String(each))),
  movedAt: fc.option(fc.integer({ min: noon - 25 * minute, max: noon })),
});
const bookArbitrary = fc.array(entryArbitrary, { maxLength: 12 }).map(
  (entries): Book => ({
    entries: entries.map(({ quantity, movedAt }, index) => ({
      id: `a${index}#1`,
      quantity,
      ...(movedAt === null ? {} : { movedAt }),
    })),
    hours: [],
  }),
);

test('a tighter limit never lets through what a looser one stops', () => {
  const tighter = fc.record({ limits: limitsArbitrary, less: fc.integer({ min: 0, max: 20 }), more: limitsArbitrary });
  fc.assert(
    fc.property(bookArbitrary, units(30), tighter, (book, quantity, { limits, less, more }) => {
      const tight = [...limits.map((limit) => lowered(limit, less)), ...more];
      const entry = { id: 'new#1', quantity: amount(String(quantity)) };
      const loosely = reserve(book, entry, limits, noon).kind;
      const tightly = reserve(book, entry, tight, noon).kind;
      if (tightly === 'reserved') expect(loosely).toBe('reserved');
      const isThere = { ...book, entries: [...book.entries, entry] };
      if (confirmReservation(isThere, entry.id, tight, noon) !== undefined) {
        expect(confirmReservation(isThere, entry.id, limits, noon)).toBeDefined();
      }
    }),
  );
});

/** Lower by so much, and over a window that is no shorter. */
function lowered({ windowMs, amount: most, count }: RollingLimit, less: number): RollingLimit {
  return {
    windowMs: windowMs * 2,
    ...(most === undefined ? {} : { amount: amount(String(Math.max(0, Number(most) - less))) }),
    ...(count === undefined ? {} : { count: Math.max(0, count - less) }),
  };
}

test('the order in which it becomes known what became of them does not matter', () => {
  const ends = fc.array(
    fc.record({ quantity: units(9), movedAt: fc.option(fc.integer({ min: noon - 200 * 60 * minute, max: noon })) }),
    { minLength: 1, maxLength: 160 },
  );
  const shuffled = ends.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length, maxLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, order]) => {
      const entries = all.map(({ quantity }, index) => ({ id: `a${index}#1`, quantity: amount(String(quantity)) }));
      const noted = (indexes: Iterable<number>) =>
        [...indexes].reduce(
          (book: Book, index) => {
            const movedAt = all[index]?.movedAt ?? null;
            const id = `a${index}#1`;
            return movedAt === null ? releaseReservation(book, id) : settleReservation(book, id, movedAt);
          },
          { entries, hours: [] },
        );
      const [first, second] = [noted(all.keys()), noted(order)];
      for (const hours of [1, 24, 168]) {
        const windowMs = hours * 60 * minute;
        expect(usageIn(second, windowMs, noon)).toEqual(usageIn(first, windowMs, noon));
      }
      const moved = all.filter(({ movedAt }) => movedAt !== null && movedAt > noon - 168 * 60 * minute);
      const sum = moved.reduce((total, { quantity }) => add(total, amount(String(quantity))), zero);
      expect(compare(usageIn(first, 168 * 60 * minute, noon).amount, sum)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});
