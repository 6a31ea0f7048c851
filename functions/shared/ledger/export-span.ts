import { iso, type Millis } from '../core/clock.ts';

/** What one export holds, in whole seconds: DynamoDB knows no finer ones. */
export type ExportSpan =
  /** The whole table as it stood then. */
  | { readonly kind: 'full'; readonly at: Millis }
  /** What was written from then on, and before the end. */
  | { readonly kind: 'increment'; readonly from: Millis; readonly to: Millis };

const secondMs = 1_000;
const dayMs = 86_400_000;

/**
 * The longest increment that DynamoDB gives out; the shortest has 15 minutes. Every increment has this length, so that
 * the end of one is the beginning of the next, and none is ever too short.
 */
export const incrementMs = dayMs;

/** DynamoDB can show the last five minutes only by and by. Twice that, and nobody waits for it. */
export const settlingMs = 600_000;

/**
 * The longest time that point-in-time recovery reaches back, in days: what the table keeps and what can be exported.
 */
export const recoveryDays = 35;

/** An export takes minutes to read what it begins with: with less than an hour left, it is too late. */
const reachMs = recoveryDays * dayMs - 3_600_000;

/** What is exported first, and again where the increments after it were lost. */
export function fullSpan(at: Millis): ExportSpan {
  return { kind: 'full', at: wholeSecond(at) };
}

/** What comes after all that is exported until then. */
export function nextIncrement(until: Millis): ExportSpan {
  return { kind: 'increment', from: until, to: until + incrementMs };
}

/** Whether it is over, and DynamoDB can show all of it. */
export function isExportable(span: ExportSpan, now: Millis): boolean {
  return endOf(span) <= now - settlingMs;
}

/** Whether point-in-time recovery still reaches back to its beginning. */
export function isInReach(span: ExportSpan, now: Millis): boolean {
  return span.kind === 'full' || span.from >= now - reachMs;
}

/** Until when everything is exported, once this span is. */
export function endOf(span: ExportSpan): Millis {
  return span.kind === 'full' ? span.at : span.to;
}

/** The folder of its files, such as `20261120T100000Z-full`. Sorted by name they are sorted by time. */
export function folderOf(span: ExportSpan): string {
  return span.kind === 'full' ? `${compactTime(span.at)}-full` : `${compactTime(span.from)}-${compactTime(span.to)}`;
}

function compactTime(time: Millis): string {
  return iso(time)
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
}

function wholeSecond(time: Millis): Millis {
  return time - (time % secondMs);
}
