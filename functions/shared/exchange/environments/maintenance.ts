import type { Millis } from '../../core/clock.ts';
import type { Environment } from './environment.ts';

/** The vendor states its windows in UTC+8, which has no daylight saving. */
const utc8Ms = 8 * 3_600_000;
const minuteMs = 60_000;
const dayMinutes = 1_440;

/** Whether the environment is in one of its maintenance windows. The end of a window is outside it. */
export function isInMaintenance(environment: Pick<Environment, 'maintenance'>, now: Millis): boolean {
  const local = new Date(now + utc8Ms);
  const day = local.getUTCDay();
  const minute = Math.floor((now + utc8Ms) / minuteMs) % dayMinutes;
  return environment.maintenance.some(
    (window) => window.days.some((each) => each === day) && minute >= window.fromMinute && minute < window.toMinute,
  );
}
