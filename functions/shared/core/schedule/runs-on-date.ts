import type { CronDates, CronPart } from './cron.ts';

/** A date of the calendar, in whatever zone. January is 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a schedule may run in this month at all. */
export function runsInMonth(cron: CronDates, year: number, month: number): boolean {
  return isIn(cron.year, year) && isIn(cron.month, month);
}

/** Whether a schedule runs on this date. */
export function runsOnDate(cron: CronDates, { year, month, day }: CalendarDate): boolean {
  if (!runsInMonth(cron, year, month)) return false;
  const date = { day, length: daysIn(year, month), weekday: weekdayOf(year, month, day) };
  if (cron.dayOfMonth !== undefined) return cron.dayOfMonth.some((part) => isDayOfMonth(part, date));
  return cron.dayOfWeek?.some((part) => isDayOfWeek(part, date)) ?? false;
}

/** Whether a field of numbers has this one. */
export function isIn(parts: readonly CronPart[], number: number): boolean {
  return parts.some((part) => part.kind === 'numbers' && part.numbers.has(number));
}

interface DayInMonth {
  readonly day: number;
  /** Days of the month. */
  readonly length: number;
  /** Sunday is 1. */
  readonly weekday: number;
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function isDayOfMonth(part: CronPart, date: DayInMonth): boolean {
  switch (part.kind) {
    case 'numbers':
      return part.numbers.has(date.day);
    case 'last-day':
      return date.day === date.length;
    case 'work-day':
      return date.day === nearestWorkDay(Math.min(part.day, date.length), date);
    default:
      return false;
  }
}

const sunday = 1;
const saturday = 7;

/** The weekday of the same month that is nearest to a day of it. */
function nearestWorkDay(wanted: number, { day, length, weekday }: DayInMonth): number {
  const of = ((((weekday - 1 + wanted - day) % 7) + 7) % 7) + 1;
  if (of === saturday) return wanted === 1 ? 3 : wanted - 1;
  if (of === sunday) return wanted === length ? wanted - 2 : wanted + 1;
  return wanted;
}

function isDayOfWeek(part: CronPart, { day, length, weekday }: DayInMonth): boolean {
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
