import { type Amount, add, compare, percentOf, zero } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { RollingLimit } from '../policy/policy.ts';
import type { Book } from './book.ts';

/** What a limit counts by: how much leaves, or how often something does. */
export type LimitMeasure = 'amount' | 'count';

export interface LimitUsage {
  readonly amount: Amount;
  readonly count: number;
}

/** What counts in the window that ends `now`: all in doubt, and what moved in it. */
export function usageIn(book: Book, windowMs: number, now: Millis): LimitUsage {
  const since = now - windowMs;
  const entries = book.entries.filter(({ movedAt }) => movedAt === undefined || movedAt > since);
  const hours = book.hours.filter(({ until }) => until > since);
  return {
    amount: [...entries, ...hours].reduce((sum, { quantity }) => add(sum, quantity), zero),
    count: hours.reduce((sum, { count }) => sum + count, entries.length),
  };
}

/** What a book is over a limit by. The amount is told where it is both: it is what people ask about first. */
export function exceededBy(book: Book, limits: readonly RollingLimit[], now: Millis): LimitMeasure | undefined {
  const usages = limits.map((limit) => ({ limit, ...usageIn(book, limit.windowMs, now) }));
  if (usages.some(({ limit, amount }) => limit.amount !== undefined && compare(amount, limit.amount) > 0))
    return 'amount';
  return usages.some(({ limit, count }) => limit.count !== undefined && count > limit.count) ? 'count' : undefined;
}

/** How far a limit is used, in percent: by its amount or its count, whichever is further. For people to look at. */
export function usagePercent(book: Book, { windowMs, amount, count }: RollingLimit, now: Millis): number {
  const usage = usageIn(book, windowMs, now);
  const ofAmount = amount === undefined ? 0 : percentOf(usage.amount, amount);
  const ofCount = count === undefined ? 0 : (100 * usage.count) / count;
  return Math.max(ofAmount, ofCount);
}
