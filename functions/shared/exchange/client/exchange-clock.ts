import type { Clock, Millis } from '../../core/clock.ts';

/** The exchange's clock, as far as we know it. */
export interface ExchangeClock {
  /**
   * Milliseconds on the exchange's clock. Never ahead of it: a timestamp in the future is refused (exchange-api.md
   * 2.2).
   */
  now(): Promise<Millis>;
  /** Reads it anew next time. Called after -1021. */
  forget(): void;
}

/** A machine's clock drifts by much less than the window of 5 s in this time. */
const offsetTtlMs = 600_000;

/** `readServerTime` asks `GET /api/v1/time`. Concurrent asks share one reading. */
export function createExchangeClock(clock: Clock, readServerTime: () => Promise<Millis>): ExchangeClock {
  let known: { readonly offset: number; readonly readAt: Millis } | undefined;
  let reading: Promise<number> | undefined;

  async function readOffset(): Promise<number> {
    const serverTime = await readServerTime();
    const readAt = clock.now();
    // The answer was on its way for a while, so the exchange's clock is now at least this far.
    known = { offset: serverTime - readAt, readAt };
    return known.offset;
  }

  return {
    now: async () => {
      if (known !== undefined && clock.now() - known.readAt < offsetTtlMs) return clock.now() + known.offset;
      reading ??= readOffset().finally(() => {
        reading = undefined;
      });
      const offset = await reading;
      return clock.now() + offset;
    },
    forget: () => {
      known = undefined;
    },
  };
}
