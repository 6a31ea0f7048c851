import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseJson } from '../../../json.ts';
import { ServiceError } from '../errors.ts';
import { TaskFailure } from './task-failure.ts';

/** A task that waits to be told how it ended. */
export interface WaitingTask {
  readonly token: string;
  /** Waits for the answer. Throws a TaskFailure that was reported, or `States.Timeout`. */
  result(timeoutMs: number): Promise<unknown>;
  /** From now on nobody waits. */
  close(): void;
}

/** Lasts as long as a task of an execution may wait. Rejects when the signal ends it. */
export type TaskWait = (wait: {
  readonly executionArn: string;
  readonly ms: number;
  readonly signal: AbortSignal;
}) => Promise<unknown>;

interface Answer {
  readonly resolve: (output: unknown) => void;
  readonly reject: (failure: TaskFailure) => void;
}

/** Node's timers hold no longer delay. */
const longestTimerMs = 2 ** 31 - 1;

/** By this machine's clock. */
export const realTaskWait: TaskWait = ({ ms, signal }) => pause(Math.min(ms, longestTimerMs), undefined, { signal });

/** The task tokens that were given out. */
export class TaskTokens {
  private readonly waiting = new Map<string, Answer>();
  /** The execution of each token that was ever given out. */
  private readonly given = new Map<string, string>();
  private readonly closing: AbortSignal;
  private readonly wait: TaskWait;

  constructor(closing: AbortSignal, wait: TaskWait) {
    this.closing = closing;
    this.wait = wait;
  }

  open(executionArn: string): WaitingTask {
    const token = randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // It may be told to fail before anybody waits for it.
    promise.catch(() => undefined);
    this.given.set(token, executionArn);
    this.waiting.set(token, { resolve, reject });
    const over = new AbortController();
    const timeOut = async (ms: number): Promise<never> => {
      await this.wait({ executionArn, ms, signal: AbortSignal.any([this.closing, over.signal]) });
      throw new TaskFailure('States.Timeout', '');
    };
    return {
      token,
      result: (timeoutMs) => Promise.race([promise, timeOut(timeoutMs)]),
      close: () => {
        over.abort();
        this.waiting.delete(token);
      },
    };
  }

  /** Throws a ServiceError for a token that was never given out. */
  executionOf(token: string): string {
    const executionArn = this.given.get(token);
    if (executionArn === undefined) throw new ServiceError('InvalidToken', 'Invalid Token');
    return executionArn;
  }

  /** SendTaskSuccess. `output` is JSON text. */
  succeed(token: string, output: string): void {
    const value = parseJson(output);
    if (value === undefined) throw new ServiceError('InvalidOutput', 'Invalid Output: not JSON');
    this.take(token).resolve(value);
  }

  /** SendTaskFailure. */
  fail(token: string, error: string, cause: string): void {
    this.take(token).reject(new TaskFailure(error, cause));
  }

  private take(token: string): Answer {
    this.executionOf(token);
    const answer = this.waiting.get(token);
    if (!answer) throw new ServiceError('TaskTimedOut', 'Task Timed Out: the task was closed already');
    this.waiting.delete(token);
    return answer;
  }
}
