import type { ChartPoint } from '../charts/line-path.ts';
import type { ForecastView } from './forecast-query.ts';

type ForecastCoin = ForecastView['accounts'][number]['coins'][number];

/** A moment to the minute, in UTC. */
export const minuteOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** What is free now and at the end of each day. */
export function forecastPoints({ now, days }: ForecastCoin, at: string): readonly ChartPoint[] {
  return [{ name: minuteOf(at), value: now }, ...days.map((day) => ({ name: minuteOf(day.at), value: day.free }))];
}

/** Whether anything of it changes: what stays as it is needs no chart. */
export function isMoving({ now, lowest, days }: ForecastCoin): boolean {
  return lowest.free !== now || days.some(({ free }) => free !== now);
}
