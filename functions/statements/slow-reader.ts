import type { Clock, Millis } from '../shared/core/clock.ts';
import { TreasuryError } from '../shared/core/errors.ts';
import type { StatementExchange } from './dependencies.ts';

/** A run has no time left for another reading. */
export class OutOfTimeError extends TreasuryError {
  constructor() {
    super('out-of-time', 'There is no time left for another reading');
  }
}

/** A reading waits for its slot, is tried three times, and is answered within this time. */
const readMaxMs = 60_000;

export interface SlowReaderOptions {
  /** Milliseconds between the beginnings of two readings. */
  readonly everyMs: number;
  /** How long this run has from now on. */
  readonly leftMs: () => number;
}

/**
 * The exchange for one run: waits before each reading, and only then claims a slot as everybody does. Where the time is
 * nearly over a reading throws OutOfTimeError, and the run ends.
 */
export function slowReader(
  exchange: StatementExchange,
  clock: Clock,
  { everyMs, leftMs }: SlowReaderOptions,
): StatementExchange {
  let next: Millis = 0;
  return {
    exchangeTime: () => exchange.exchangeTime(),
    read: async (endpoint, input) => {
      const wait = Math.max(0, next - clock.now());
      if (leftMs() < wait + readMaxMs) throw new OutOfTimeError();
      if (wait > 0) await clock.sleep(wait);
      next = clock.now() + everyMs;
      return exchange.read(endpoint, input);
    },
  };
}
