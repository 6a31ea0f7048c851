import { functionRecords } from '../../../infra/functions/function-records.ts';
import { lambdaContext } from '../../support/lambda-context.ts';
import { between, chance } from '../engine/chance.ts';
import { Instance } from '../engine/instance.ts';
import type { Timeline } from '../engine/timeline.ts';
import { type FunctionName, functionDefinitions, type Handler } from './functions.ts';
import type { SimulatedPorts } from './ports.ts';

export type InvocationResult =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'crashed' }
  /** No instance was free. */
  | { readonly kind: 'busy' };

interface WarmInstance {
  readonly instance: Instance;
  readonly handler: Handler;
  isBusy: boolean;
}

export interface RunnerOptions {
  readonly seed: number;
  readonly timeline: Timeline;
  /** Clocks are at most so much off. */
  readonly instanceOffsetMs: number;
  readonly portsOf: (instance: Instance) => SimulatedPorts;
  readonly trace: (who: string, what: string) => void;
}

/** How often a warm instance is gone when it is wanted. */
const coldShare = 0.1;

/** Runs functions on warm instances, as Lambda does: one invocation at a time on each, and a time limit for it. */
export class Runner {
  crashes = 0;
  running = 0;
  readonly #options: RunnerOptions;
  readonly #warm = new Map<FunctionName, WarmInstance[]>();
  #instances = 0;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Hands an event to a function. `alias`: by which it is called, where there is one. */
  invoke(name: FunctionName, event: unknown, alias?: string): Promise<InvocationResult> {
    const warm = this.#free(name);
    if (warm === undefined) return Promise.resolve({ kind: 'busy' });
    const { timeline, trace } = this.#options;
    const deadline = timeline.now + functionRecords[name].timeoutSeconds * 1_000;
    const { instance } = warm;
    warm.isBusy = true;
    instance.deadline = deadline;
    this.running += 1;
    return new Promise((resolve) => {
      let isOver = false;
      const end = (invoked: InvocationResult) => {
        if (isOver) return;
        isOver = true;
        warm.isBusy = false;
        this.running -= 1;
        resolve(invoked);
      };
      instance.onDeath = () => {
        this.crashes += 1;
        end({ kind: 'crashed' });
      };
      timeline.at(deadline, () => {
        if (isOver) return;
        trace(instance.name, 'is out of time');
        instance.kill();
      });
      const context = lambdaContext(name, alias, () => deadline - timeline.now);
      warm.handler(event, context).then(
        (value) => end({ kind: 'done', value }),
        (error: unknown) => end({ kind: 'failed', error }),
      );
    });
  }

  #free(name: FunctionName): WarmInstance | undefined {
    const alive = (this.#warm.get(name) ?? []).filter(({ instance }) => instance.isAlive);
    const free = alive.find(({ isBusy }) => !isBusy);
    if (free !== undefined && chance(this.#options.seed, 'cold', this.#instances + alive.length) >= coldShare)
      return free;
    if (free !== undefined) alive.splice(alive.indexOf(free), 1);
    if (alive.length >= functionDefinitions[name].instancesMax) return undefined;
    const fresh = this.#open(name);
    this.#warm.set(name, [...alive, fresh]);
    return fresh;
  }

  #open(name: FunctionName): WarmInstance {
    const { seed, instanceOffsetMs: most } = this.#options;
    this.#instances += 1;
    const offset = between(chance(seed, 'offset', this.#instances), -most, most);
    const instance = new Instance(name, `${name}/${this.#instances}`, offset);
    const open: (ports: SimulatedPorts) => Handler = functionDefinitions[name].open;
    return { instance, handler: open(this.#options.portsOf(instance)), isBusy: false };
  }
}
