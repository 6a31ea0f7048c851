import type { Millis } from '../../core/clock.ts';

/** So many months back one can be closed. */
export const monthsBack = 24;

/** The months before the one that is now (UTC), the oldest first, as `yyyy-mm`. */
export function recentMonths(now: Millis): string[] {
  const date = new Date(now);
  return Array.from({ length: monthsBack }, (_, index) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsBack + index, 1)).toISOString().slice(0, 7),
  );
}
