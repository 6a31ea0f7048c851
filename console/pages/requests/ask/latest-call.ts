/** What became of a call. */
export type Outcome<Output> =
  | { readonly state: 'answered'; readonly output: Output }
  | { readonly state: 'failed'; readonly error: unknown };

export interface LatestCallOptions<Input, Output> {
  readonly call: (input: Input) => Promise<Output>;
  /** Only what was asked for last is told. */
  readonly tell: (input: Input, outcome: Outcome<Output>) => void;
  /** Whoever types goes on typing: nothing is asked until so many milliseconds after the last change. */
  readonly waitMs: number;
  /** Does something in so many milliseconds; what it returns calls that off. */
  readonly later: (act: () => void, ms: number) => () => void;
}

/** Calls for what was typed last: not at each key, one call at a time, and what comes late is dropped. */
export class LatestCall<Input, Output> {
  readonly #options: LatestCallOptions<Input, Output>;
  #wanted: { readonly input: Input } | undefined;
  #callOff: () => void = () => {};
  #isRunning = false;

  constructor(options: LatestCallOptions<Input, Output>) {
    this.#options = options;
  }

  ask(input: Input): void {
    const wanted = { input };
    this.#wanted = wanted;
    this.#callOff();
    const { later, waitMs } = this.#options;
    this.#callOff = later(() => void this.#run(), waitMs);
  }

  /** Nothing is wanted any more. */
  drop(): void {
    this.#callOff();
    this.#wanted = undefined;
  }

  async #run(): Promise<void> {
    const wanted = this.#wanted;
    if (wanted === undefined || this.#isRunning) return;
    this.#callOff();
    this.#isRunning = true;
    const outcome = await this.#outcomeOf(wanted.input);
    this.#isRunning = false;
    if (this.#wanted === wanted) this.#options.tell(wanted.input, outcome);
    else await this.#run();
  }

  async #outcomeOf(input: Input): Promise<Outcome<Output>> {
    try {
      return { state: 'answered', output: await this.#options.call(input) };
    } catch (error) {
      return { state: 'failed', error };
    }
  }
}
