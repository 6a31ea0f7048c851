import type { Millis } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { CountedBook } from './limit-met.ts';
import { limitUsageView } from './usage-view.ts';
import type { limitViewSchema } from './view-schema.ts';

export type LimitView = ResponseType<typeof limitViewSchema>;

/** What each limit of a book has left at `now`. */
export function limitViews({ account, limits, book }: CountedBook, now: Millis): readonly LimitView[] {
  const of = account === undefined ? 'coin' : 'destination';
  return limits.map((limit) => ({ of, ...limitUsageView(book, limit, now) }));
}
