import { setImmediate as turn } from 'node:timers/promises';
import { Heap } from './heap.ts';

/** Virtual time. One event runs at a time, and all that follows from it without waiting runs before the next one. */
export class Timeline {
  readonly #heap = new Heap();
  readonly #real = new Set<Promise<unknown>>();
  #now: number;
  #order = 0;
  events = 0;

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): void {
    this.at(this.#now + ms, run);
  }

  at(time: number, run: () => void): void {
    this.#order += 1;
    this.#heap.push({ at: Math.max(time, this.#now), order: this.#order, run });
  }

  /** Time stands still until something real, such as an emulator's answer, has come. */
  standStill<Value>(real: Promise<Value>): Promise<Value> {
    const tracked = real.finally(() => this.#real.delete(tracked));
    tracked.catch(() => undefined);
    this.#real.add(tracked);
    return tracked;
  }

  /** Runs events until nothing is left, time is over, or `isDone` says so. */
  async run(until: number, isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const next = this.#heap.first;
      if (next === undefined || next.at > until) return;
      this.#heap.pop();
      this.#now = next.at;
      this.events += 1;
      next.run();
      await drained();
      while (this.#real.size > 0) {
        await Promise.allSettled(this.#real);
        await turn();
      }
    }
  }
}

/**
 * Waits until no microtask is left: Node runs what `nextTick` was given only then. Far cheaper than a turn of the event
 * loop.
 */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    queueMicrotask(() => process.nextTick(resolve));
  });
}
