import { createHash } from 'node:crypto';
import type { Millis } from '../../core/clock.ts';

/** What became of telling an execution how its instruction ended. */
export interface TaskReport {
  readonly at: Millis;
  /**
   * `nobody-waits`: its token is not, or no more, one that anybody waits with. `given-up`: it could not be told for a
   * week.
   */
  readonly result: 'told' | 'nobody-waits' | 'given-up';
  /** The name of Step Functions' error where nobody waits. */
  readonly error?: string;
}

/**
 * The Step Functions execution that waits for the end of an instruction. Noted beside the life: nothing of it is a
 * transition.
 */
export interface WaitingTask {
  /** There as long as somebody waits. Never part of the digest, an answer, an event or a log. */
  readonly taskToken?: string;
  /**
   * The newest time at which a token that was kept was sent, in whole seconds. It stays when that token was told. Not
   * there where no token came with a time.
   */
  readonly taskTokenAt?: Millis;
  /** SHA-256 of the tokens that were told, or that a newer one replaced, the newest last. */
  readonly formerTaskTokens?: readonly string[];
  /** When the tick last asked for it to be told, and how often it has. */
  readonly taskAskedAt?: Millis;
  readonly taskAskedTimes?: number;
  /** Of the last token that was dealt with. */
  readonly taskReport?: TaskReport;
}

/** Former tokens that are remembered. A repeated delivery comes within a day; more than these are not made in one. */
const formerMax = 20;

/** The former tokens once the one that is there now has become one. */
export function formerTokens({ taskToken, formerTaskTokens = [] }: WaitingTask): readonly string[] {
  return taskToken === undefined ? formerTaskTokens : [...formerTaskTokens, hashOf(taskToken)].slice(-formerMax);
}

/**
 * Whether a token takes the place of the one that is there. The bus may deliver an earlier request again, or for the
 * first time after a newer one: a token that had its turn does not come back, and an older one never replaces a newer.
 * `at` is when it was sent, in whole seconds. One that does not say so counts as older than any that does.
 */
export function isNewToken(task: WaitingTask, token: string, at?: Millis): boolean {
  if (task.taskToken === token || task.formerTaskTokens?.includes(hashOf(token)) === true) return false;
  const { taskTokenAt: newest } = task;
  if (newest === undefined) return true;
  if (at === undefined || at < newest) return false;
  // The bus tells no order within a second. Nobody who waits is driven out by what is not known to be newer: who asks
  // again after a timeout, which is a second at the least, comes in a later one. Where nobody waits nobody is.
  return at > newest || task.taskToken === undefined;
}

/**
 * What became of a token that came. `replaced`: another execution waited, and is not told any more. `older`: this one's
 * is not told, because a newer one waits or was told. Either goes on by its own timeout.
 */
export type TokenEffect = 'waits' | 'replaced' | 'older' | 'had-its-turn';

/** `before` and `after` are how the instruction stood when the token came, and once it was dealt with. */
export function tokenEffect(before: WaitingTask, after: WaitingTask, token: string): TokenEffect {
  if (after.taskToken !== token) return after.formerTaskTokens?.includes(hashOf(token)) ? 'had-its-turn' : 'older';
  return before.taskToken === undefined || before.taskToken === token ? 'waits' : 'replaced';
}

/**
 * The time that a token is ordered by, of when it was sent. Whole seconds, as the bus has them, whichever way it came.
 * Not in the future: who puts an event may choose its time, and would shut out all that come later.
 */
export function tokenTime(sentAt: Millis, now: Millis): Millis {
  return Math.floor(Math.min(sentAt, now) / 1_000) * 1_000;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

const firstRetryMs = 60_000;
const longestPauseMs = 3_600_000;
/** Six within the first hour, then one an hour: a week, in which somebody can set the permission right. */
const retriesMax = 174;

/**
 * What the tick does about an ended instruction that somebody waits for: `ask` that he be told, first a minute after
 * the end, then in pauses that double up to an hour; `give-up` in the end, so that it does not fill the open index for
 * ever.
 */
export function nextCallbackRetry(task: WaitingTask, endedAt: Millis, now: Millis): 'ask' | 'wait' | 'give-up' {
  const { taskAskedAt = endedAt, taskAskedTimes = 0 } = task;
  const pause = Math.min(firstRetryMs * 2 ** Math.max(0, taskAskedTimes - 1), longestPauseMs);
  if (now < taskAskedAt + pause) return 'wait';
  return taskAskedTimes < retriesMax ? 'ask' : 'give-up';
}
