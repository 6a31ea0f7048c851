import { randomUUID } from 'node:crypto';
import { LocalInvocationError } from '../errors.ts';
import { type Outcome, Worker, type WorkerOptions } from './worker.ts';

/** Limits of one function, as its template gives them. */
export interface PoolOptions extends WorkerOptions {
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** Most processes at a time. */
  readonly concurrency: number;
  /** Called before a new process starts. */
  readonly onStart: () => void;
}

/** One invocation that has ended. */
export interface FinishedInvocation {
  readonly functionName: string;
  readonly memoryMb: number;
  /** From when a process was there for it until it had answered or failed; the start of a new process is in it. */
  readonly milliseconds: number;
  readonly outcome: 'answered' | 'failed';
}

/** What of one invocation its function is told, beside the payload. */
export interface InvocationContext {
  readonly requestId?: string;
  /** With the alias that was called, if one was. */
  readonly arn?: string;
}

/** Most invocations that may wait for a process. Beyond it a call is throttled. */
const waitingLimit = 1_000;

/** Lambda's limit for an answer, in bytes. */
const answerLimit = 6 * 1024 * 1024;

/** The processes of one function. Warm ones are used again; a broken one is replaced by the next invocation. */
export class Pool {
  readonly options: PoolOptions;
  private readonly onFinished: (invocation: FinishedInvocation) => void;
  private idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private readonly waiting: { readonly acquire: (worker: Worker) => void; readonly refuse: (error: Error) => void }[] =
    [];
  private closed = false;

  constructor(options: PoolOptions, onFinished: (invocation: FinishedInvocation) => void) {
    this.options = options;
    this.onFinished = onFinished;
  }

  /** JSON text in, JSON text out. Rejects with a LocalInvocationError. */
  async invoke(payload: string, { requestId = randomUUID(), arn }: InvocationContext = {}): Promise<string> {
    const worker = await this.acquire();
    const { functionName, functionArn, memoryMb, timeoutMs } = this.options;
    const start = performance.now();
    const outcome = await worker
      .invoke({ requestId, payload, functionName, functionArn: arn ?? functionArn, memoryMb, timeoutMs })
      .finally(() => this.release(worker));
    const milliseconds = performance.now() - start;
    this.onFinished({ functionName, memoryMb, milliseconds, outcome: outcome.kind });
    return this.answer(outcome, requestId);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { refuse } of this.waiting.splice(0)) refuse(this.refused('the local stack is closing'));
    await Promise.all([...this.all].map((worker) => worker.stop()));
  }

  private answer(outcome: Outcome, requestId: string): string {
    const { functionName } = this.options;
    if (outcome.kind === 'failed') {
      // Lambda names the request where the platform, not the function, ended it.
      const isPlatform = outcome.failure.trace === undefined;
      const errorMessage = isPlatform
        ? `RequestId: ${requestId} Error: ${outcome.failure.errorMessage}`
        : outcome.failure.errorMessage;
      throw new LocalInvocationError(functionName, { ...outcome.failure, errorMessage });
    }
    const size = Buffer.byteLength(outcome.payload);
    if (size <= answerLimit) return outcome.payload;
    throw new LocalInvocationError(functionName, {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size (${size} bytes) exceeded maximum allowed payload size (${answerLimit} bytes).`,
    });
  }

  private acquire(): Worker | Promise<Worker> {
    if (this.closed) throw this.refused('the local stack is closing');
    // A process may have ended between two invocations, by an error in something it left running.
    for (const worker of this.all) if (!worker.alive) this.all.delete(worker);
    this.idle = this.idle.filter((worker) => worker.alive);
    const warm = this.idle.pop();
    if (warm) return warm;
    if (this.all.size < this.options.concurrency) return this.start();
    if (this.waiting.length >= waitingLimit) throw this.refused('Rate Exceeded.');
    return new Promise((acquire, refuse) => this.waiting.push({ acquire, refuse }));
  }

  private release(worker: Worker): void {
    if (!worker.alive) this.all.delete(worker);
    const next = this.waiting.shift();
    if (next) next.acquire(worker.alive ? worker : this.start());
    else if (worker.alive) this.idle.push(worker);
  }

  private start(): Worker {
    this.options.onStart();
    const worker = new Worker(this.options);
    this.all.add(worker);
    return worker;
  }

  private refused(errorMessage: string): LocalInvocationError {
    return new LocalInvocationError(this.options.functionName, { errorType: 'TooManyRequestsException', errorMessage });
  }
}
