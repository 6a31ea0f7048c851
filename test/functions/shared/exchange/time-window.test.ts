import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { halvesOf, outside, type TimeWindow, widened } from '../../../../functions/shared/exchange/time-window.ts';
import { noon } from '../../../support/clock.ts';

const windows = fc
  .tuple(
    fc.integer({ min: 0, max: 5_000 }),
    fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 9e9 })),
  )
  .map(([start, length]): TimeWindow => ({ startTime: noon + start, endTime: noon + start + length }));
/** Where neither end of a window belongs to it. */
const isWithin = (time: number, { startTime, endTime }: TimeWindow) => time > startTime && time < endTime;

describe('the halves of a window', () => {
  test('show each moment of it, also where the ends of a window do not belong to it', () => {
    fc.assert(
      fc.property(windows, fc.double({ min: 0, max: 1, noNaN: true }), (window, share) => {
        const halves = halvesOf(window);
        const middle = Math.floor((window.startTime + window.endTime) / 2);
        const anywhere = window.startTime + Math.floor((window.endTime - window.startTime) * share);
        for (const time of [anywhere, middle - 1, middle, middle + 1]) {
          if (halves === undefined || !isWithin(time, window)) continue;
          expect(halves.some((half) => isWithin(time, half))).toBe(true);
        }
      }),
    );
  });

  test('are shorter than it, and dividing comes to an end within some milliseconds', () => {
    fc.assert(
      fc.property(windows, fc.infiniteStream(fc.boolean()), (window, choices) => {
        let rest: TimeWindow = window;
        for (let halves = halvesOf(rest); halves !== undefined; halves = halvesOf(rest)) {
          const next = choices.next().value ? halves[0] : halves[1];
          expect(next.endTime - next.startTime).toBeLessThan(rest.endTime - rest.startTime);
          rest = next;
        }
        expect(rest.endTime - rest.startTime).toBeLessThan(4);
      }),
    );
  });
});

test('a widened window shows what is in it also where neither end belongs to one and times are whole seconds', () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: 0, max: 999 }), (window, ms) => {
      for (const shown of [window.startTime, window.endTime]) {
        expect(isWithin(shown, widened(window))).toBe(true);
        // A time that is shown as the begun second may be compared to the millisecond.
        expect(isWithin(shown + ms, widened(window))).toBe(true);
      }
    }),
  );
});

test('outside of times are the times themselves: nothing beside them is missed where ends do not belong to it', () => {
  const window = { startTime: noon, endTime: noon + 100 };
  expect(outside([noon + 30, noon + 10, noon + 20], window)).toEqual([
    { startTime: noon, endTime: noon + 10 },
    { startTime: noon + 30, endTime: noon + 100 },
  ]);
  expect(outside([noon - 5, noon + 105], window)).toEqual([]);
});
