import type { Millis } from '../../core/clock.ts';

/** The headers of an answer that say how long to wait, as they came. */
export interface RetryAfter {
  readonly values: readonly string[];
  /** The `date` of the same answer: what the exchange's clock showed. */
  readonly date?: string;
}

/** BHEX bans for 3 days at the most (exchange-api.md section 5). A longer wait would be one without an end. */
const waitMaxMs = 259_200_000;

const secondsPattern = /^\d{1,12}(\.\d+)?$/;
/** The three forms of HTTP's dates begin with a weekday, and are in GMT; the oldest one does not say so. */
const datePattern = /^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/;

/**
 * How long the exchange asks us to wait by `Retry-After`, in seconds or by a date. Undefined where nothing is named
 * that can be read, or a time that is over: then we have to guess. Of several the longest counts.
 */
export function namedWaitMs(named: RetryAfter | undefined, now: Millis): number | undefined {
  if (named === undefined) return undefined;
  const theirNow = dateOf(named.date ?? '') ?? now;
  const waits = named.values.flatMap((value) => waitOf(value.trim(), theirNow) ?? []);
  const longest = Math.max(0, ...waits);
  return longest > 0 ? Math.min(longest, waitMaxMs) : undefined;
}

function waitOf(value: string, theirNow: Millis): number | undefined {
  if (secondsPattern.test(value)) return Math.ceil(Number(value) * 1_000);
  const at = dateOf(value);
  return at === undefined ? undefined : at - theirNow;
}

function dateOf(text: string): Millis | undefined {
  if (!datePattern.test(text)) return undefined;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
