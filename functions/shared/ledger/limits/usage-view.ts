import * as v from 'valibot';
import { type Amount, subtractToZero } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import { amountSchema } from '../../core/schemas.ts';
import type { RollingLimit } from '../policy/policy.ts';
import type { Book } from './book.ts';
import { usageIn } from './usage.ts';
import { windowName } from './window-name.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The fields of a rolling limit with what of it is used now, as answers show them. */
export const limitUsageEntries = {
  window: v.pipe(v.string(), v.description('Such as 24h.')),
  amount: v.exactOptional(v.strictObject({ limit: amountSchema, used: amountSchema, left: amountSchema })),
  count: v.exactOptional(v.strictObject({ limit: whole, used: whole, left: whole })),
};

const limitUsageSchema = v.strictObject(limitUsageEntries);

/** What of a rolling limit is used now. */
export function limitUsageView(
  book: Book,
  { windowMs, amount, count }: RollingLimit,
  now: Millis,
): ResponseType<typeof limitUsageSchema> {
  const used = usageIn(book, windowMs, now);
  return {
    window: windowName(windowMs),
    ...(amount === undefined ? {} : { amount: leftOf(amount, used.amount) }),
    ...(count === undefined
      ? {}
      : { count: { limit: count, used: used.count, left: Math.max(0, count - used.count) } }),
  };
}

function leftOf(limit: Amount, used: Amount) {
  return { limit, used, left: subtractToZero(limit, used) };
}
