import * as v from 'valibot';
import type { Millis } from '../../shared/core/clock.ts';
import { InvalidInputError } from '../../shared/core/errors.ts';
import { monthsBack, recentMonths } from '../../shared/statements/close/recent-months.ts';

const form = 'a month such as "2026-11"';

export const monthSchema = v.pipe(v.string(form), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, form));

/** Only these are written into the bucket. Throws InvalidInputError. */
export function requireRecent(month: string, now: Millis): void {
  if (recentMonths(now).includes(month)) return;
  const expected = `one of the last ${monthsBack} months that have ended`;
  throw new InvalidInputError('path', [{ field: 'month', reason: 'is none that can be closed', expected }]);
}
