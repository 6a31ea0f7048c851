import type { Clock, Millis } from '../../functions/shared/core/clock.ts';

/** A clock that stands still until it is told, and notes how long others slept on it. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
  readonly slept: number[];
}

/** 2026-11-20T10:00:00Z, a Friday. */
export const noon: Millis = Date.UTC(2026, 10, 20, 10);

export function manualClock(start: Millis = noon): ManualClock {
  let now = start;
  const slept: number[] = [];
  return {
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    advance: (ms) => {
      now += ms;
    },
    slept,
  };
}
