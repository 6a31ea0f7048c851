import type { Bus } from '../../../functions/shared/ledger/messaging/bus.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';

/** Keeps virtual time still until a promise is settled. */
type StandStill = (real: Promise<unknown>) => void;

/**
 * What a function does between its calls, where that takes real time, such as the crypto of a library: virtual time
 * stands still for as long as it waits for none of its ports.
 */
export class RealWork {
  readonly #standStill: StandStill;
  #pending = 0;
  #isRunning = false;
  #end: (() => void) | undefined;

  constructor(standStill: StandStill) {
    this.#standStill = standStill;
  }

  /** Runs an invocation that does such work. */
  async invocation<Value>(run: () => Promise<Value>): Promise<Value> {
    this.#isRunning = true;
    this.#begin();
    try {
      return await run();
    } finally {
      this.#isRunning = false;
      this.#end?.();
    }
  }

  tableOf({ get, putNew, put, update, query, identity }: Table): Table {
    return {
      get: (pk) => this.#call(() => get(pk)),
      putNew: (item) => this.#call(() => putNew(item)),
      put: (item) => this.#call(() => put(item)),
      update: (pk, change) => this.#call(() => update(pk, change)),
      query: (asked) => this.#call(() => query(asked)),
      identity: () => this.#call(() => identity()),
    };
  }

  busOf({ publish }: Bus): Bus {
    return { publish: (events) => this.#call(() => publish(events)) };
  }

  /** The call of a port takes virtual time. */
  #call<Value>(call: () => Promise<Value>): Promise<Value> {
    this.#pending += 1;
    this.#end?.();
    return call().finally(() => {
      this.#pending -= 1;
      if (this.#pending === 0 && this.#isRunning) this.#begin();
    });
  }

  #begin(): void {
    this.#standStill(
      new Promise<void>((resolve) => {
        this.#end = resolve;
      }),
    );
  }
}
