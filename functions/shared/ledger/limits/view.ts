import { type Amount, subtractToZero } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { CountedBook } from './limit-met.ts';
import { usageIn } from './usage.ts';
import type { limitViewSchema } from './view-schema.ts';
import { windowName } from './window-name.ts';

export type LimitView = ResponseType<typeof limitViewSchema>;

/** What each limit of a book has left at `now`. */
export function limitViews({ account, limits, book }: CountedBook, now: Millis): readonly LimitView[] {
  return limits.map(({ windowMs, amount, count }) => {
    const used = usageIn(book, windowMs, now);
    return {
      of: account === undefined ? 'coin' : 'destination',
      window: windowName(windowMs),
      ...(amount === undefined ? {} : { amount: leftOf(amount, used.amount) }),
      ...(count === undefined
        ? {}
        : { count: { limit: count, used: used.count, left: Math.max(0, count - used.count) } }),
    };
  });
}

function leftOf(limit: Amount, used: Amount) {
  return { limit, used, left: subtractToZero(limit, used) };
}
