import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';

/** As the policy names them. */
export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const timeForm = 'a time of the day such as "08:30", up to "24:00"';
const timeOfDaySchema = v.pipe(v.string(timeForm), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, timeForm));

/** When people usually ask for payments. What is asked for at another time is pointed out to approvers, no more. */
export const officeHoursSchema = v.pipe(
  v.strictObject({
    timezone: v.pipe(
      v.string('an IANA time zone such as "Asia/Hong_Kong"'),
      v.check(hasZone, 'an IANA time zone such as "Asia/Hong_Kong"'),
    ),
    from: timeOfDaySchema,
    to: timeOfDaySchema,
    days: v.optional(v.pipe(v.array(v.picklist(weekdays, 'days such as "MON"')), v.nonEmpty('at least one day')), [
      'MON',
      'TUE',
      'WED',
      'THU',
      'FRI',
    ]),
  }),
  v.check(({ from, to }) => from < to, '"from" before "to", on one day'),
);

export type OfficeHours = v.InferOutput<typeof officeHoursSchema>;

/** A moment as the clock on the wall shows it there. */
export interface WallTime {
  readonly weekday: (typeof weekdays)[number];
  /** Such as `Friday`. */
  readonly name: string;
  /** Such as `18:05`. */
  readonly time: string;
}

export function timeAt(moment: Millis, timezone: string): WallTime {
  const parts = formatIn(timezone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const name = part('weekday');
  const weekday = weekdays.find((day) => name.toUpperCase().startsWith(day));
  assert(weekday !== undefined, 'each day begins with its name in the policy');
  return { weekday, name, time: `${part('hour')}:${part('minute')}` };
}

/** From the minute of `from` until before the minute of `to`. */
export function isWithinOfficeHours({ timezone, from, to, days }: OfficeHours, moment: Millis): boolean {
  const { weekday, time } = timeAt(moment, timezone);
  return days.includes(weekday) && time >= from && time < to;
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function hasZone(text: string): boolean {
  try {
    return formatIn(text).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
