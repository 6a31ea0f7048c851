import { type Amount, subtractToZero } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { RollingLimit } from '../policy/policy.ts';
import type { Book } from './book.ts';
import { usageIn } from './usage.ts';
import type { limitUsageSchema } from './view-schema.ts';
import { windowName } from './window-name.ts';

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
