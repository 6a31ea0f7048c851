import type { Clock, Millis } from '../../../../../functions/shared/core/clock.ts';

/** A clock that moves only when a test moves it. */
export class FakeClock implements Clock {
  #now: Millis;

  constructor(now: Millis = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): Millis {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
