const dayMs = 86_400_000;

/** A day in UTC, such as `2026-11-20`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier below zero. Undefined where the text is no day. */
export function dayAfter(day: string, days: number): string | undefined {
  const time = Date.parse(day);
  return Number.isNaN(time) ? undefined : dayOf(time + days * dayMs);
}

/** The last days that have ended, the oldest first. */
export function lastDays(count: number, now: number): { readonly from: string; readonly to: string } {
  return { from: dayOf(now - count * dayMs), to: dayOf(now - dayMs) };
}
