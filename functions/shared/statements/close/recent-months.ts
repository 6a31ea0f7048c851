import type { Millis } from '../../core/clock.ts';

/** So many months back one can be closed. */
export const monthsBack = 24;

/** The zone in which a month ends first. Whether its days are complete is another question. */
const earliestZoneMs = 14 * 3_600_000;

/** The months that have ended where they end first, the oldest first, as `yyyy-mm`: some zone is the exchange's (A34). */
export function recentMonths(now: Millis): string[] {
  const date = new Date(now + earliestZoneMs);
  return Array.from({ length: monthsBack }, (_, index) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsBack + index, 1)).toISOString().slice(0, 7),
  );
}
