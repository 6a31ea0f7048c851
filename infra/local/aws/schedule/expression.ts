import { Cron } from 'croner';
import { zoneOffsets } from '../../../../functions/shared/core/schedule/zone-offsets.ts';
import { type Location, UnsupportedTemplateError } from '../errors.ts';
import { awsCron } from './cron.ts';

/** A schedule expression of EventBridge Scheduler. */
export type Expression =
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'calendar'; readonly cron: Cron };

/** Clocks go back by an hour nearly everywhere, by half of one on Lord Howe Island, by two in Antarctica/Troll. */
const longestRepeatMs = 7_200_000;

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `rate(…)`, `cron(…)` or `at(…)`. The last two are read in `timezone`, an IANA name. */
export function readExpression(text: string, timezone: string, at: Location): Expression {
  const [, form, body = ''] = /^(rate|cron|at)\((.*)\)$/.exec(text) ?? [];
  checkTimezone(timezone, at);
  switch (form) {
    case 'rate':
      return { kind: 'rate', everyMs: rateMs(body, at) };
    case 'cron':
      return { kind: 'calendar', cron: calendar(awsCron(body, at), timezone, at) };
    case 'at':
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body)) {
        throw new UnsupportedTemplateError(at, `${text} is not understood; expected at(yyyy-mm-ddThh:mm:ss)`);
      }
      return { kind: 'calendar', cron: calendar(body, timezone, at) };
    default:
      throw new UnsupportedTemplateError(at, `${text} is not understood; expected rate(…), cron(…) or at(…)`);
  }
}

/**
 * The next time after `after`, in milliseconds since 1970; undefined where there is none. A local time that does not
 * exist because clocks go forward is skipped, and one that comes twice because they go back runs once, as Scheduler
 * does ("Daylight savings time" in its guide).
 */
export function nextCalendarRun(cron: Cron, after: number): number | undefined {
  const next = cron.nextRun(new Date(after))?.getTime();
  if (next === undefined || cron.getPattern() === undefined) return next;
  if (cron.match(new Date(next)) && !isShownAgain(next, cron.options.timezone ?? 'UTC')) return next;
  return nextCalendarRun(cron, next);
}

/** Whether the clocks of a zone have shown this local time before: croner knows it of whole hours alone. */
function isShownAgain(time: number, zone: string): boolean {
  const offsetAt = zoneOffsets(zone);
  const wentBack = offsetAt(time - longestRepeatMs) - offsetAt(time);
  return wentBack > 0 && offsetAt(time - wentBack) - offsetAt(time) === wentBack;
}

function rateMs(body: string, at: Location): number {
  const [, count = '', unit = '', plural = ''] = /^([1-9]\d{0,6}) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const each = unitMs[unit];
  if (each === undefined || (count === '1') !== (plural === '')) {
    throw new UnsupportedTemplateError(
      at,
      `rate(${body}) is not understood; expected such as rate(1 minute) or rate(5 hours)`,
    );
  }
  return Number(count) * each;
}

function calendar(pattern: string, timezone: string, at: Location): Cron {
  try {
    // Without a function to call a Cron only computes times; it starts no timer.
    return new Cron(pattern, {
      timezone,
      alternativeWeekdays: true,
      ...(pattern.includes('T') ? {} : { mode: '7-part' }),
    });
  } catch (cause) {
    throw new UnsupportedTemplateError(at, `the schedule ${pattern} is not understood`, { cause });
  }
}

function checkTimezone(timezone: string, at: Location): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (cause) {
    throw new UnsupportedTemplateError(at, `${timezone} is no time zone of the IANA database`, { cause });
  }
}
