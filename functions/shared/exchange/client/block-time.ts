import type { Millis } from '../../core/clock.ts';
import type { BlockReason } from './pacer.ts';
import { namedWaitMs, type RetryAfter } from './retry-after.ts';

/**
 * 429: wait a minute (exchange-api.md section 5). 418: the ban's length is not published (A12); ten minutes is a guess
 * that does not make it longer.
 */
export const usualBlockMs: Record<BlockReason, number> = { 'rate-limited': 60_000, 'ip-banned': 600_000 };

/** Until when nothing may be sent: as long as the exchange names, and only where it names nothing as long as usual. */
export function blockedUntil(by: BlockReason, retryAfter: RetryAfter | undefined, now: Millis): Millis {
  return now + (namedWaitMs(retryAfter, now) ?? usualBlockMs[by]);
}
