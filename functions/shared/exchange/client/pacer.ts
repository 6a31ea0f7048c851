import type { Clock, Millis } from '../../core/clock.ts';
import { RateLimitedError } from '../errors.ts';
import type { Pace } from './endpoint.ts';

/** Why no request may go out for a while: 429 concerns a key, 418 our address and so every key. */
export type BlockReason = 'rate-limited' | 'ip-banned';

/** Keeps one key within the exchange's rates. */
export interface Pacer {
  /** Waits for the next free slot, and answers when it is. Throws RateLimitedError while the key is blocked. */
  claim(pace: Pace): Promise<Millis>;
  /**
   * Right before a request leaves that was claimed for a while ago: the key is not blocked, and its slot is not over.
   * Where it is, waits for another. Throws RateLimitedError.
   */
  confirm(pace: Pace, slot: Millis): Promise<void>;
  /** After 429 or 418: no request before `until`. */
  block(until: Millis, code: BlockReason): Promise<void>;
}

/**
 * Milliseconds between two slots: 2 queries and 10 orders a second, one transfer a second (exchange-api.md section 5,
 * the stricter of its two figures), and 200 ms a second more. The exchange may count in any second: a request may leave
 * `lateMaxMs` late, and the one that must come a second after it be 150 ms faster on its way. For calls without a key
 * no figure is published; they keep the rate of orders.
 */
export const paceMs: Record<Pace, number> = { public: 120, query: 600, order: 120, transfer: 1_200 };

/** How long after its slot a request may still leave. Later it would come too close to the next one. */
export const lateMaxMs = 50;

/** Whether it is too late for a request to leave in its slot. */
export function isOver(slot: Millis, now: Millis): boolean {
  return now - slot > lateMaxMs;
}

/** Paces the calls of one process, for tools that have a key to themselves. */
export function createPacer(clock: Clock): Pacer {
  const next: Record<Pace, Millis> = { public: 0, query: 0, order: 0, transfer: 0 };
  let blocked: { readonly until: Millis; readonly code: BlockReason } | undefined;

  function refuseBlocked(): void {
    if (blocked !== undefined && clock.now() < blocked.until) throw new RateLimitedError(blocked.code, blocked.until);
  }

  async function claim(pace: Pace): Promise<Millis> {
    for (;;) {
      refuseBlocked();
      const slot = Math.max(clock.now(), next[pace]);
      next[pace] = slot + paceMs[pace];
      if (slot > clock.now()) await clock.sleep(slot - clock.now());
      // A block may have come meanwhile, and a busy process may have slept too long.
      refuseBlocked();
      if (!isOver(slot, clock.now())) return slot;
    }
  }

  return {
    claim,
    confirm: async (pace, slot) => {
      refuseBlocked();
      if (isOver(slot, clock.now())) await claim(pace);
    },
    block: async (until, code) => {
      if (blocked === undefined || until > blocked.until) blocked = { until, code };
    },
  };
}
