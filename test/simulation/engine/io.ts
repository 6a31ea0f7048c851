import { between, chance } from './chance.ts';
import type { FaultKind, Faults } from './faults.ts';
import type { Instance } from './instance.ts';
import type { Timeline } from './timeline.ts';

/** One call of a port: its place in the run, from which all its chance follows. */
export interface Call {
  readonly port: string;
  readonly n: number;
  readonly fault: FaultKind | undefined;
  /** A number from 0 to 1 that belongs to this call and this purpose. */
  chance(purpose: string): number;
}

export interface IoOptions {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly faults: Faults;
  /** A call takes so long at the most, each way, as long as nothing goes wrong. */
  readonly latencyMs: () => number;
  readonly trace: (who: string, what: string) => void;
}

const crashes: readonly FaultKind[] = ['crash-before', 'crash-after'];
const slowMs = [1_500, 9_500] as const;
const slowKinds: ReadonlySet<FaultKind> = new Set(['table-slow']);

/**
 * Every call of the code under test to the world outside. It waits a virtual moment, happens at one moment, and waits
 * again, so that everything else may happen between. A crash may come before or after it happened.
 */
export class Io {
  readonly #options: IoOptions;
  readonly #calls = new Map<string, number>();

  constructor(options: IoOptions) {
    this.#options = options;
  }

  /** The next call of this port, with what goes wrong at it. */
  call(port: string, menu: readonly FaultKind[]): Call {
    const { seed, faults, trace } = this.#options;
    const n = this.#calls.get(port) ?? 0;
    this.#calls.set(port, n + 1);
    const fault = faults.at(port, n, menu);
    if (fault !== undefined) trace(port, `fault ${fault}`);
    return { port, n, fault, chance: (purpose) => chance(seed, `${port} ${purpose}`, n) };
  }

  latency(call: Call, way: string): number {
    const u = call.chance(way);
    return 1 + Math.floor(u * u * this.#options.latencyMs());
  }

  perform<Value>(
    instance: Instance,
    port: string,
    menu: readonly FaultKind[],
    operation: (call: Call) => Value | Promise<Value>,
  ): Promise<Value> {
    const call = this.call(`${instance.function}/${port}`, [...crashes, ...menu]);
    return new Promise((resolve, reject) => {
      if (!instance.isAlive) return;
      const { timeline } = this.#options;
      const isSlow = call.fault !== undefined && slowKinds.has(call.fault);
      const slow = isSlow ? between(call.chance('slow'), ...slowMs) : 0;
      const before = call.chance('slow side') < 0.5 ? slow : 0;
      timeline.after(this.latency(call, 'there') + before, () => {
        if (!instance.isAlive) return;
        if (call.fault === 'crash-before') return this.#crash(instance, call);
        const answer = this.#happen(call, operation);
        if (call.fault === 'crash-after') return this.#crash(instance, call);
        timeline.after(this.latency(call, 'back') + slow - before, () => {
          if (instance.isAlive) answer.then(resolve, reject);
        });
      });
    });
  }

  async sleep(instance: Instance, ms: number): Promise<void> {
    const call = this.call(`${instance.function}/sleep`, ['crash-before']);
    return new Promise((resolve) => {
      // Clocks show whole milliseconds.
      this.#options.timeline.after(Math.ceil(ms), () => {
        if (!instance.isAlive) return;
        if (call.fault === 'crash-before') return this.#crash(instance, call);
        resolve();
      });
    });
  }

  #crash(instance: Instance, { fault }: Call): void {
    this.#options.trace(instance.name, `crashes (${fault})`);
    instance.kill();
  }

  /** At one moment. What is really asynchronous, such as an emulator, happens while virtual time stands still. */
  #happen<Value>(call: Call, operation: (call: Call) => Value | Promise<Value>): Promise<Value> {
    try {
      const result = operation(call);
      return result instanceof Promise ? this.#options.timeline.standStill(result) : Promise.resolve(result);
    } catch (error) {
      const failed = Promise.reject(error);
      // Whoever waits for it is told later, or has crashed.
      failed.catch(() => undefined);
      return failed;
    }
  }
}
