/** One warm instance of a function. When it crashes, nothing that it waits for ever comes. */
export class Instance {
  readonly function: string;
  readonly name: string;
  /** Its clock is so much ahead of the truth. */
  readonly offsetMs: number;
  /** When the invocation that runs now is out of time. */
  deadline = 0;
  #isAlive = true;
  #onDeath: (() => void) | undefined;

  constructor(functionName: string, name: string, offsetMs: number) {
    this.function = functionName;
    this.name = name;
    this.offsetMs = offsetMs;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Who has to know that the running invocation will never end. */
  set onDeath(callback: (() => void) | undefined) {
    this.#onDeath = callback;
  }

  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#onDeath?.();
  }
}
