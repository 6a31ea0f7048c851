import type { Millis } from '../../../../functions/shared/core/clock.ts';
import type { Json } from '../answers.ts';

/** How lists by time are meant (ASSUMPTION A30: nothing is documented). */
export interface ListTimes {
  /** Which ends of a window belong to it. */
  readonly ends: 'both' | 'start' | 'end' | 'neither';
  /** Rows show whole seconds. What is compared is the time to the millisecond, or with `shown` what they show. */
  readonly shows: 'milliseconds' | 'seconds';
  readonly compares: 'exact' | 'shown';
}

export const usualListTimes: ListTimes = { ends: 'both', shows: 'milliseconds', compares: 'exact' };

export function isListed(time: Millis, start: Millis, end: Millis, { ends, shows, compares }: ListTimes): boolean {
  const compared = shows === 'seconds' && compares === 'shown' ? wholeSecond(time) : time;
  const isAfter = ends === 'both' || ends === 'start' ? compared >= start : compared > start;
  const isBefore = ends === 'both' || ends === 'end' ? compared <= end : compared < end;
  return isAfter && isBefore;
}

const timeFields: readonly string[] = ['time', 'transactTime', 'createdTime'];

/** The rows of a list as they are shown. Any other value stays as it is. */
export function withShownTimes(value: Json, { shows }: ListTimes): Json {
  return shows === 'seconds' && isList(value) ? value.map(shownRow) : value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function shownRow(row: Json): Json {
  if (typeof row !== 'object' || row === null || isList(row)) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, timeFields.includes(name) ? shownTime(value) : value]),
  );
}

function shownTime(value: Json | undefined): Json | undefined {
  return typeof value === 'string' && /^\d{13}$/.test(value) ? String(wholeSecond(Number(value))) : value;
}

function wholeSecond(time: Millis): Millis {
  return Math.floor(time / 1_000) * 1_000;
}
