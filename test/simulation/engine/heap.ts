/** What is due first comes out first; of two that are due together, the one that went in first. */
export interface ScheduledEvent {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class Heap {
  readonly #entries: ScheduledEvent[] = [];

  get first(): ScheduledEvent | undefined {
    return this.#entries[0];
  }

  push(entry: ScheduledEvent): void {
    const entries = this.#entries;
    let index = entries.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry, entries[parent])) break;
      this.#put(index, entries[parent]);
      index = parent;
    }
    this.#put(index, entry);
  }

  pop(): ScheduledEvent | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (last === undefined || entries.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= entries.length) break;
      const right = entries[child + 1];
      if (right !== undefined && isBefore(right, entries[child])) child += 1;
      if (!isBefore(entries[child], last)) break;
      this.#put(index, entries[child]);
      index = child;
    }
    this.#put(index, last);
    return first;
  }

  #put(index: number, entry: ScheduledEvent | undefined): void {
    if (entry !== undefined) this.#entries[index] = entry;
  }
}

function isBefore(a: ScheduledEvent | undefined, b: ScheduledEvent | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
