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
 * Whether a token takes the place of the one that is there. The bus may deliver an earlier request again: a token that
 * had its turn does not come back.
 */
export function isNewToken(task: WaitingTask, token: string): boolean {
  return task.taskToken !== token && task.formerTaskTokens?.includes(hashOf(token)) !== true;
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
