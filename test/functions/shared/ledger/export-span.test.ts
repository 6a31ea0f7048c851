import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ExportSpan,
  endOf,
  folderOf,
  fullSpan,
  incrementMs,
  isExportable,
  isInReach,
  nextIncrement,
  settlingMs,
} from '../../../../functions/shared/ledger/export-span.ts';
import { noon } from '../../../support/clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const moments = fc.integer({ min: noon, max: noon + 10 * 366 * 24 * hour });

/** Every span that is there to be exported by then, as one who looks at these times finds them. */
function spansSeen(start: number, waits: readonly number[]): { span: ExportSpan; now: number }[] {
  let now = start;
  const seen = [{ span: fullSpan(start - settlingMs), now }];
  for (const wait of waits) {
    now += wait;
    for (;;) {
      const span = nextIncrement(Math.max(...seen.map((each) => endOf(each.span))));
      if (!isExportable(span, now)) break;
      seen.push({ span, now });
    }
  }
  return seen;
}

describe('the spans that are exported, whenever somebody looks', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 9 * 24 * hour }), { maxLength: 20 });

  test('join without a gap and without an overlap', () => {
    fc.assert(
      fc.property(moments, waits, (start, times) => {
        const spans = spansSeen(start, times).map(({ span }) => span);
        for (const [index, span] of spans.entries()) {
          const before = spans[index - 1];
          if (before === undefined) expect(span.kind).toBe('full');
          else expect(span).toMatchObject({ kind: 'increment', from: endOf(before) });
        }
      }),
    );
  });

  test('are whole seconds, of a length that DynamoDB exports, and never in the future', () => {
    fc.assert(
      fc.property(moments, waits, (start, times) => {
        for (const { span, now } of spansSeen(start, times)) {
          expect(endOf(span) % 1_000).toBe(0);
          expect(endOf(span)).toBeLessThanOrEqual(now - 5 * minute);
          if (span.kind === 'full') continue;
          expect(span.to - span.from).toBeGreaterThanOrEqual(15 * minute);
          expect(span.to - span.from).toBeLessThanOrEqual(24 * hour);
        }
      }),
    );
  });

  test('leave less than a day and the settling time out', () => {
    fc.assert(
      fc.property(moments, waits, (start, times) => {
        const last = spansSeen(start, [...times, 0]).at(-1);
        const now = start + times.reduce((sum, wait) => sum + wait, 0);
        if (last !== undefined) expect(now - endOf(last.span)).toBeLessThan(incrementMs + settlingMs + 1_000);
      }),
    );
  });
});

describe('what point-in-time recovery reaches', () => {
  test.each([
    [34 * 24 * hour, true],
    [35 * 24 * hour - 2 * hour, true],
    [35 * 24 * hour - minute, false],
    [36 * 24 * hour, false],
  ])('an increment that begins %d ms ago: %j', (age, isThere) => {
    const from = noon - age;
    expect(isInReach({ kind: 'increment', from, to: from + incrementMs }, noon)).toBe(isThere);
  });
});

describe('the folder of a span', () => {
  test('tells its times', () => {
    expect(folderOf(fullSpan(noon + 123))).toBe('20261120T100000Z-full');
    expect(folderOf({ kind: 'increment', from: noon, to: noon + incrementMs })).toBe(
      '20261120T100000Z-20261121T100000Z',
    );
  });

  test('stands in order of time where folders are in order of name', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 40 }), (start, days) => {
        const folders = spansSeen(start, [days * incrementMs]).map(({ span }) => folderOf(span));
        // The full export and the first increment begin with the same moment.
        expect(folders.slice(1).toSorted()).toEqual(folders.slice(1));
        expect(folders.slice(2).every((folder) => folder > (folders[0] ?? ''))).toBe(true);
      }),
    );
  });
});
