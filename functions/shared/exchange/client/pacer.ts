import type { Clock, Millis } from '../../core/clock.ts';
import { RateLimitedError } from '../errors.ts';
import type { Pace } from './endpoint.ts';

/** Why no request may go out for a while: 429 concerns a key, 418 our address and so every key. */
export type BlockReason = 'rate-limited' | 'ip-banned';

/** Keeps one key within the exchange's rates. */
export interface Pacer {
  /** Waits for the next free slot. Throws RateLimitedError while the key is blocked. */
  claim(pace: Pace): Promise<void>;
  /** After 429 or 418: no request before `until`. */
  block(until: Millis, code: BlockReason): Promise<void>;
}

/**
 * Milliseconds between two requests: 2 queries and 10 orders a second, one transfer a second (exchange-api.md section
 * 5, the stricter of its two figures), and 20, 100 and 150 ms more: the exchange measures when a request arrives, and
 * the second of two may be faster on its way. For calls without a key no figure is published; they keep the rate of
 * orders.
 */
export const paceMs: Record<Pace, number> = { public: 120, query: 600, order: 120, transfer: 1_150 };

/** Paces the calls of one process, for tools that have a key to themselves. */
export function createPacer(clock: Clock): Pacer {
  const next: Record<Pace, Millis> = { public: 0, query: 0, order: 0, transfer: 0 };
  let blocked: { readonly until: Millis; readonly code: BlockReason } | undefined;
  return {
    claim: async (pace) => {
      const now = clock.now();
      if (blocked !== undefined && now < blocked.until) throw new RateLimitedError(blocked.code, blocked.until);
      const slot = Math.max(now, next[pace]);
      next[pace] = slot + paceMs[pace];
      if (slot > now) await clock.sleep(slot - now);
    },
    block: async (until, code) => {
      if (blocked === undefined || until > blocked.until) blocked = { until, code };
    },
  };
}
