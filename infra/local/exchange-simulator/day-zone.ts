import type { Millis } from '../../../functions/shared/core/clock.ts';
import { assert } from '../../../functions/shared/core/errors.ts';

/** An offset from UTC, such as `+08:00`. */
export type DayZone = `${'+' | '-'}${number}:${number}`;

/** ASSUMPTION A34: no zone is published for the end of a day (exchange-api.md 3.14). */
export const hongKong: DayZone = '+08:00';

const zonePattern = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/;

export function isDayZone(text: string): text is DayZone {
  return zonePattern.test(text);
}

const dayMs = 86_400_000;

/** How much the clocks of the zone are ahead of UTC. */
export function offsetMs(zone: DayZone): Millis {
  const [, sign, hours, minutes] = zonePattern.exec(zone) ?? [];
  assert(hours !== undefined && minutes !== undefined, 'a zone is an offset such as +08:00');
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The date of a moment, as `yyyy-mm-dd`. */
export function dateIn(zone: DayZone, time: Millis): string {
  return new Date(time + offsetMs(zone)).toISOString().slice(0, 10);
}

/** When the day of a moment ends, which is when the next one begins. */
export function endOfDay(zone: DayZone, time: Millis): Millis {
  const offset = offsetMs(zone);
  return Math.floor((time + offset) / dayMs) * dayMs + dayMs - offset;
}
