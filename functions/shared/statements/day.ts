import type { Millis } from '../core/clock.ts';
import { assert } from '../core/errors.ts';
import { offsetPattern } from './schemas.ts';

const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** Milliseconds that a zone is ahead of UTC, of a text such as `+08:00`. */
export function offsetMs(offset: string): number {
  assert(offsetPattern.test(offset), 'not an offset in hours and half hours');
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return (offset.startsWith('-') ? -minutes : minutes) * minuteMs;
}

export function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / minuteMs;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** When a day begins in a zone, and when the next one does. */
export function boundsOf(date: string, offset: string): { readonly from: Millis; readonly to: Millis } {
  const from = Date.parse(`${date}T00:00:00Z`) - offsetMs(offset);
  return { from, to: from + dayMs };
}

/** The date of a moment in a zone, as `yyyy-mm-dd`. */
export function dateAt(time: Millis, offset: string): string {
  return new Date(time + offsetMs(offset)).toISOString().slice(0, 10);
}

/** So many days later, or earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days the second is after the first. */
export function daysBetween(first: string, second: string): number {
  return (Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayMs;
}
