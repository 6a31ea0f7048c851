import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { CronDates, CronPart } from './cron.ts';

const dayMs = 86_400_000;
const lastYear = 2199;

/** Whether there is a date from this day on, in whatever zone, on which the schedule runs. */
export function everRunsFrom(cron: CronDates, now: Millis): boolean {
  // It may still be yesterday where the schedule is.
  const earliest = now - dayMs;
  for (let year = new Date(earliest).getUTCFullYear(); year <= lastYear; year += 1) {
    if (isOn(cron.year, year) && monthsOf(cron).some((month) => runsIn(cron, year, month, earliest))) return true;
  }
  return false;
}

function monthsOf({ month }: CronDates): number[] {
  return Array.from({ length: 12 }, (_, index) => index + 1).filter((each) => isOn(month, each));
}

function isOn(parts: readonly CronPart[], number: number): boolean {
  return parts.some((part) => part.kind === 'numbers' && part.numbers.has(number));
}

function runsIn({ dayOfMonth, dayOfWeek }: CronDates, year: number, month: number, earliest: Millis): boolean {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  for (let day = 1; day <= length; day += 1) {
    const time = Date.UTC(year, month - 1, day);
    if (time + dayMs <= earliest) continue;
    const weekday = new Date(time).getUTCDay() + 1;
    if (dayOfMonth?.some((part) => isDayOfMonth(part, day, length))) return true;
    if (dayOfWeek?.some((part) => isDayOfWeek(part, weekday, day, length))) return true;
  }
  return false;
}

function isDayOfMonth(part: CronPart, day: number, length: number): boolean {
  switch (part.kind) {
    case 'numbers':
      return part.numbers.has(day);
    case 'last-day':
      return day === length;
    // Which day that is exactly does not matter here: there is one in each month.
    case 'work-day':
      return Math.abs(Math.min(part.day, length) - day) <= 2;
    default:
      return false;
  }
}

function isDayOfWeek(part: CronPart, weekday: number, day: number, length: number): boolean {
  switch (part.kind) {
    case 'numbers':
      return part.numbers.has(weekday);
    case 'last-weekday':
      return part.weekday === weekday && day > length - 7;
    case 'nth-weekday':
      return part.weekday === weekday && Math.ceil(day / 7) === part.nth;
    default:
      return false;
  }
}
