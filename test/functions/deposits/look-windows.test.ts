import { describe, expect, test } from '@jest/globals';
import {
  firstProgress,
  inTurn,
  nextStep,
  partOfDay,
  progressBy,
  shorterStep,
  stepRead,
  windowsAround,
} from '../../../functions/deposits/look-windows.ts';
import { noon } from '../../support/clock.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe('a list of deposits', () => {
  test('is read from 29 days back at first, without a gap, until now', () => {
    let progress = firstProgress(noon);
    let covered = noon - 29 * day;
    for (let window = nextStep(progress, noon); window !== undefined; window = nextStep(progress, noon)) {
      expect(window.startTime).toBeLessThan(covered);
      expect(window.endTime - window.startTime).toBeLessThanOrEqual(7 * day + hour + 1_000);
      covered = window.endTime;
      progress = stepRead(progress, window);
    }
    expect(covered).toBe(noon);
    expect(progress.baselineAt).toBe(noon);
  });

  test('is read by less where there is too much at once, down to a second', () => {
    let progress: ReturnType<typeof shorterStep> = firstProgress(noon);
    let least = Number.POSITIVE_INFINITY;
    for (; progress !== undefined; progress = shorterStep(progress)) least = progress.stepMs;
    expect(least).toBe(1_000);
  });

  test('is read on at once after a look by a clock that was ahead', () => {
    const ahead = { ...firstProgress(noon + 9 * day), until: noon + 9 * day };
    expect(nextStep(ahead, noon)).toBeUndefined();
    const progress = progressBy(ahead, noon);
    expect(progress.baselineAt).toBe(noon);
    expect(nextStep(progress, noon)).toEqual({ startTime: noon - 2 * hour - 1_000, endTime: noon });
    const inTime = { ...firstProgress(noon - day), until: noon };
    expect(progressBy(inTime, noon)).toBe(inTime);
  });

  test('is read again within the hour, every part of the last day', () => {
    const parts = Array.from({ length: 24 }, (_, look) => partOfDay(noon + look * 120_000));
    for (let time = noon - 23 * hour; time < noon; time += hour / 4) {
      const isRead = parts.some(({ startTime, endTime }) => startTime <= time && time <= endTime);
      expect([new Date(time).toISOString(), isRead]).toEqual([new Date(time).toISOString(), true]);
    }
  });
});

describe('older deposits', () => {
  test('that are near each other are read together, and no window is long', () => {
    const near = [noon, noon + hour / 2, noon + 3 * hour];
    expect(windowsAround(near)).toEqual([
      { startTime: noon - 1_000, endTime: noon + hour / 2 + 1_000 },
      { startTime: noon + 3 * hour - 1_000, endTime: noon + 3 * hour + 1_000 },
    ]);
    const many = Array.from({ length: 100 }, (_, index) => noon + index * (hour / 4));
    for (const { startTime, endTime } of windowsAround(many)) expect(endTime - startTime).toBeLessThan(6.1 * hour);
  });

  test('come up in turn behind where the last look stopped', () => {
    const windows = windowsAround([noon, noon + 2 * hour, noon + 4 * hour]);
    const [first, second, third] = windows;
    expect(inTurn(windows, second?.startTime)).toEqual([third, first, second]);
    expect(inTurn(windows, undefined)).toEqual(windows);
  });
});
