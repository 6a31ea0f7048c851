import * as v from 'valibot';
import type { Millis } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';

const form = 'a day such as "2026-11-20", or a time such as "2026-11-20T10:00:00Z"';
const pattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/;
const dayMs = 86_400_000;

/** The time of a day or a moment in UTC. Undefined where there is no such day: JavaScript takes 31 February for March. */
function timeOf(text: string): Millis | undefined {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  return new Date(time).toISOString().slice(0, 10) === text.slice(0, 10) ? time : undefined;
}

const moment = (rounded: (time: Millis, isDay: boolean) => Millis) =>
  v.pipe(
    v.string(form),
    v.check((text) => pattern.test(text) && timeOf(text) !== undefined, form),
    v.metadata({ pattern: pattern.source }),
    v.transform((text) => rounded(timeOf(text) ?? 0, !text.includes('T'))),
  );

/** A time of the query: both ends are part of what is asked for. */
export interface Period {
  readonly from?: Millis | undefined;
  readonly to?: Millis | undefined;
}

/** Throws InvalidInputError where a period ends before it begins. */
export function requirePeriod({ from, to }: Period): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw new InvalidInputError('query', [{ field: 'to', reason: 'is before from', expected: 'a time from then on' }]);
}

/** From the first moment of a day on. */
export const momentFrom = moment((time) => time);

/** To the last millisecond of a day. */
export const momentTo = moment((time, isDay) => (isDay ? time + dayMs - 1 : time));
