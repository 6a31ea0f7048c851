import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isObject } from '../../../json.ts';
import type { InvocationFailure } from '../errors.ts';
import { forwardLines } from './lines.ts';
import type { BootOptions, InvokeMessage, WorkerMessage } from './protocol.ts';

const bootstrap = join(import.meta.dirname, 'bootstrap.ts');

/**
 * Lambda ends an init phase after ten seconds, and begins it anew as a part of the invocation. Here it has the time of
 * both: on a busy machine a function starts slowly, and to begin anew makes it slower.
 */
const initLimitMs = 30_000;

interface Failed {
  readonly kind: 'failed';
  readonly failure: InvocationFailure;
}

export type Outcome = { readonly kind: 'answered'; readonly payload: string } | Failed;

export interface WorkerOptions extends BootOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/** One process of one function: what Lambda calls an execution environment. It serves one invocation at a time. */
export class Worker {
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  /** Its process is gone and its last output was read. */
  private readonly closed: Promise<unknown>;
  private readonly initialized: Promise<{ readonly kind: 'ready' } | Failed>;
  /** Takes what the process says about the step that runs now. */
  private listener: ((message: WorkerMessage) => void) | undefined;
  alive = true;

  constructor(options: WorkerOptions) {
    const { environment, onLine, handler, taskRoot, layers } = options;
    const boot: BootOptions = { handler, taskRoot, layers };
    this.child = fork(bootstrap, [JSON.stringify(boot)], {
      cwd: taskRoot,
      env: { ...environment },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    // An `error` (a process that cannot be started or reached) is followed by `exit` or leaves no process at all.
    this.child.on('error', (error) => onLine(`process: ${error.message}`));
    this.exited = once(this.child, 'exit').catch(() => undefined);
    this.closed = once(this.child, 'close').catch(() => undefined);
    void this.exited.then(() => {
      this.alive = false;
    });
    forwardLines(this.child.stdout, onLine);
    forwardLines(this.child.stderr, onLine);
    this.child.on('message', (message) => {
      if (isWorkerMessage(message)) this.listener?.(message);
    });
    this.initialized = this.awaitMessage(initLimitMs, 'Init phase timed out', (reply) => {
      if (reply.kind === 'ready') return { kind: 'ready' as const };
      return reply.kind === 'init-failed' ? failed(reply.failure) : undefined;
    });
  }

  /** Runs one invocation to its end. It never rejects: a function's failure is an outcome. */
  async invoke(message: InvokeMessage): Promise<Outcome> {
    const start = await this.initialized;
    if (start.kind === 'failed') {
      await this.stop();
      return start;
    }
    const seconds = (message.timeoutMs / 1000).toFixed(2);
    const ending = this.awaitMessage(
      message.timeoutMs,
      `Task timed out after ${seconds} seconds`,
      (reply): Outcome | undefined => {
        if (reply.kind !== 'answered' && reply.kind !== 'failed') return undefined;
        return reply.requestId === message.requestId ? reply : undefined;
      },
    );
    // A process that is gone cannot be told; its end is the outcome.
    if (this.alive) this.child.send(message, () => undefined);
    const outcome = await ending;
    if (!this.alive) await this.closed;
    return outcome;
  }

  /** Ends the process at once, as Lambda does: a function gets no notice. */
  async stop(): Promise<void> {
    this.kill();
    await this.closed;
  }

  private kill(): void {
    if (this.alive) this.child.kill('SIGKILL');
    this.alive = false;
  }

  /** Waits for one message that `read` takes, for the process's end, or for the time limit, which ends the process. */
  private async awaitMessage<T>(
    limitMs: number,
    late: string,
    read: (message: WorkerMessage) => T | undefined,
  ): Promise<T | Failed> {
    const { promise: reply, resolve } = Promise.withResolvers<T | Failed>();
    this.listener = (message) => {
      const taken = read(message);
      if (taken !== undefined) resolve(taken);
    };
    const timer = setTimeout(() => {
      resolve(failed({ errorType: 'Sandbox.Timedout', errorMessage: late }));
      this.kill();
    }, limitMs);
    const ended = this.exited.then(() => failed(exitFailure(this.child.exitCode)));
    return await Promise.race([reply, ended]).finally(() => clearTimeout(timer));
  }
}

function failed(failure: InvocationFailure): Failed {
  return { kind: 'failed', failure };
}

function exitFailure(exitCode: number | null): InvocationFailure {
  const how = exitCode === null ? 'signal: killed' : `exit status ${exitCode}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: ${how}` };
}

function isWorkerMessage(message: unknown): message is WorkerMessage {
  return isObject(message) && ['ready', 'init-failed', 'answered', 'failed'].includes(String(message.kind));
}
