import { describe, expect, test } from '@jest/globals';
import { namedWaitMs } from '../../../../../functions/shared/exchange/client/retry-after.ts';
import { noon } from '../../../../support/clock.ts';

const dayMs = 86_400_000;
const http = (time: number) => new Date(time).toUTCString();
const wait = (value: string, date?: string) =>
  namedWaitMs({ values: [value], ...(date === undefined ? {} : { date }) }, noon);

describe('how long the exchange asks us to wait', () => {
  test.each([
    ['1', 1_000],
    ['90', 90_000],
    [' 120 ', 120_000],
    ['1.5', 1_500],
  ])('%j is seconds', (value, expected) => {
    expect(wait(value)).toBe(expected);
  });

  test.each([
    ['the usual form', http(noon + 90_000)],
    ['the form of RFC 850', 'Friday, 20-Nov-26 10:01:30 GMT'],
    ['the form of asctime', 'Fri Nov 20 10:01:30 2026'],
  ])('a date in %s is a moment', (_form, value) => {
    expect(wait(value)).toBe(90_000);
  });

  test('a date is counted from what the clock of the exchange shows, and only without that from ours', () => {
    const theirs = noon + 3_600_000;
    expect(wait(http(theirs + 30_000), http(theirs))).toBe(30_000);
    expect(wait(http(noon + 30_000), 'no date')).toBe(30_000);
  });

  test.each(['', '0', '-5', 'soon', '1e9', '12 minutes', 'Mon', http(noon), http(noon - 1_000)])(
    '%j names nothing that could be kept',
    (value) => {
      expect(wait(value)).toBeUndefined();
    },
  );

  test('of several the longest counts, and one that cannot be read hides no other', () => {
    expect(namedWaitMs({ values: ['5', 'soon', '70'] }, noon)).toBe(70_000);
  });

  test('no wait is without an end', () => {
    expect(wait('999999999999')).toBe(3 * dayMs);
    expect(wait(http(noon + 400 * dayMs))).toBe(3 * dayMs);
  });

  test('where nothing is named, nothing is known', () => {
    expect(namedWaitMs(undefined, noon)).toBeUndefined();
    expect(namedWaitMs({ values: [] }, noon)).toBeUndefined();
  });
});
