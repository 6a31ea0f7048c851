import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { CronDates } from '../../../functions/shared/core/schedule/cron.ts';
import { daysIn, runsInMonth, runsOnDate } from '../../../functions/shared/core/schedule/runs-on-date.ts';

const dayMs = 86_400_000;
const lastYear = 2199;

/** Whether there is a date from this day on, in whatever zone, on which the schedule runs. */
export function everRunsFrom(cron: CronDates, now: Millis): boolean {
  // It may still be yesterday where the schedule is.
  const earliest = now - dayMs;
  for (let year = new Date(earliest).getUTCFullYear(); year <= lastYear; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      if (runsInMonth(cron, year, month) && runsFrom(cron, year, month, earliest)) return true;
    }
  }
  return false;
}

function runsFrom(cron: CronDates, year: number, month: number, earliest: Millis): boolean {
  for (let day = 1; day <= daysIn(year, month); day += 1) {
    if (Date.UTC(year, month - 1, day) + dayMs > earliest && runsOnDate(cron, { year, month, day })) return true;
  }
  return false;
}
