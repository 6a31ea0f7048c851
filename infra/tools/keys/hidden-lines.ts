import { createInterface, type Interface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';

/**
 * Asks a terminal for lines, and shows what is typed only where it is no secret. The terminal is in raw mode meanwhile,
 * so it echoes nothing by itself; no line is kept in a history.
 */
export class HiddenLines {
  readonly #output: Writable;
  readonly #lines: Interface;
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  readonly #typed: string[] = [];
  #isShown = false;
  #isEnded = false;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    const echo = new Writable({
      write: (chunk, _encoding, done) => {
        if (this.#isShown) output.write(chunk);
        done();
      },
    });
    this.#lines = createInterface({ input, output: echo, terminal: true, historySize: 0, prompt: '' });
    this.#lines.on('line', (line) => this.#hear(line));
    this.#lines.once('close', () => this.#end());
    // Ctrl-C: without a listener readline would only pause.
    this.#lines.once('SIGINT', () => this.#lines.close());
  }

  /** A line that is not shown. Undefined where the input ended, or somebody pressed Ctrl-C. */
  async hidden(question: string): Promise<string | undefined> {
    this.#output.write(`${question} (not shown): `);
    const line = await this.#next();
    this.#output.write('\n');
    return line;
  }

  /** A line that is shown. */
  shown(question: string): Promise<string | undefined> {
    this.#isShown = true;
    this.#output.write(`${question}: `);
    return this.#next().finally(() => {
      this.#isShown = false;
    });
  }

  /** One more line of what was begun, such as a pasted text of several lines. Not shown. */
  more(): Promise<string | undefined> {
    return this.#next();
  }

  close(): void {
    this.#lines.close();
  }

  #next(): Promise<string | undefined> {
    const typed = this.#typed.shift();
    if (typed !== undefined || this.#isEnded) return Promise.resolve(typed);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #hear(line: string): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#typed.push(line);
    else waiting(line);
  }

  #end(): void {
    this.#isEnded = true;
    for (const waiting of this.#waiting.splice(0)) waiting(undefined);
  }
}
