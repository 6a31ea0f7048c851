import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Work that nobody waits for: deliveries, retries, polling. It is known, so that closing can end it. */
export class Background {
  private readonly running = new Set<Promise<void>>();
  private readonly controller = new AbortController();
  private readonly log: (problem: string) => void;

  constructor(log: (problem: string) => void) {
    this.log = log;
    // Each pause and each poll listens to it; there are as many as there is work.
    setMaxListeners(0, this.controller.signal);
  }

  /** Aborted when the stack closes. */
  get closing(): AbortSignal {
    return this.controller.signal;
  }

  /** Runs a task. What it throws is reported with `label`, unless the stack is closing. */
  run(label: string, task: () => Promise<void>): void {
    const promise = task().catch((error: unknown) => {
      if (!this.closing.aborted) this.report(label, error);
    });
    this.running.add(promise);
    void promise.finally(() => this.running.delete(promise));
  }

  /** Tells of a problem that nobody waits to hear. */
  report(label: string, error: unknown): void {
    this.log(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** Waits; rejects with an AbortError when the stack closes. */
  async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.closing });
  }

  /** Ends pauses and polls, and waits for what is under way, at most `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.controller.abort();
    const late = new AbortController();
    const grace = wait(graceMs, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.running), grace]);
    late.abort();
  }
}
