import type { Millis } from '../clock.ts';
import { type CronSchedule, readCron } from './cron.ts';
import { isIn, runsOnDate } from './runs-on-date.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** When a schedule runs. */
export interface RunTimes {
  readonly times: readonly Millis[];
  /** Of a rate nobody but EventBridge Scheduler knows when it began: its times are counted from the beginning. */
  readonly isExact: boolean;
}

export interface TimeSpan {
  /** Not in it. */
  readonly after: Millis;
  /** In it. */
  readonly until: Millis;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
const unitMs: Readonly<Record<string, Millis>> = { minute: minuteMs, hour: 60 * minuteMs, day: dayMs };

/**
 * The first times of `cron(…)` or `rate(…)` in a span, `most` of them at the most. Undefined where the text is neither.
 * The zone is a name of the IANA database.
 */
export function runTimes(schedule: string, zone: string, span: TimeSpan, most: number): RunTimes | undefined {
  const [, form, body = ''] = /^(cron|rate)\((.*)\)$/.exec(schedule) ?? [];
  if (form === 'rate') return rateTimes(body, span, most);
  if (form !== 'cron') return undefined;
  const cron = readCron(body);
  return 'reason' in cron ? undefined : { times: cronTimes(cron, zone, span, most), isExact: true };
}

function rateTimes(body: string, { after, until }: TimeSpan, most: number): RunTimes | undefined {
  const [, count = '', unit = ''] = /^([1-9]\d{0,5}) (minute|hour|day)s?$/.exec(body) ?? [];
  const every = Number(count) * (unitMs[unit] ?? 0);
  if (every === 0) return undefined;
  const runs = Math.min(most, Math.floor((until - after) / every));
  return { times: Array.from({ length: runs }, (_, index) => after + (index + 1) * every), isExact: false };
}

function cronTimes(cron: CronSchedule, zone: string, { after, until }: TimeSpan, most: number): Millis[] {
  const times: Millis[] = [];
  const minutesOfDay = minutesOf(cron);
  const offsetAt = zoneOffsets(zone);
  // A local date begins up to a day before or after it does in UTC.
  const first = Math.floor(after / dayMs) * dayMs - dayMs;
  for (let midnight = first; midnight <= until + dayMs && times.length < most; midnight += dayMs) {
    const date = new Date(midnight);
    const isOn = runsOnDate(cron, {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    });
    if (!isOn) continue;
    const [early, late] = [offsetAt(midnight - dayMs / 2), offsetAt(midnight + 1.5 * dayMs)];
    for (const minute of minutesOfDay) {
      const time = timeOfLocal(midnight + minute * minuteMs, early, late, offsetAt);
      if (time !== undefined && time > after && time <= until) times.push(time);
    }
  }
  return times.toSorted((a, b) => a - b).slice(0, most);
}

/** When a clock on the wall shows this: the first time where it does so twice, and never where it leaps over it. */
function timeOfLocal(
  local: Millis,
  early: Millis,
  late: Millis,
  offsetAt: (time: Millis) => Millis,
): Millis | undefined {
  if (early === late) return local - early;
  return [local - early, local - late].toSorted((a, b) => a - b).find((time) => time + offsetAt(time) === local);
}

/** The minutes of a day at which it runs, in order. */
function minutesOf({ hours, minutes }: CronSchedule): number[] {
  const all = Array.from({ length: 24 * 60 }, (_, minute) => minute);
  return all.filter((minute) => isIn(hours, Math.floor(minute / 60)) && isIn(minutes, minute % 60));
}
