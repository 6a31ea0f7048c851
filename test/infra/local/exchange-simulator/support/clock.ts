import type { Millis } from '../../../../../functions/shared/core/clock.ts';

/** Midday in Hong Kong on a Wednesday. */
export const startTime = Date.UTC(2026, 8, 23, 4, 0, 0);

/** Time that moves only when a test moves it. */
export class TestClock {
  #now: Millis;

  constructor(now: Millis = startTime) {
    this.#now = now;
  }

  now(): Millis {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
