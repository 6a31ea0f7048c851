import type { Timeline } from '../engine/timeline.ts';

export interface QueuedMessage {
  readonly body: Readonly<Record<string, string>>;
  readonly group: string;
  readonly deduplicationId: string;
}

/** What became of one delivery. `busy`: no instance was free, so that it was none. */
export type DeliveryResult = 'done' | 'failed' | 'busy';

interface WaitingMessage {
  readonly message: QueuedMessage;
  receives: number;
  visibleAt: number;
}

/** As infra/constructs/instruction-queue.ts sets it: six times the reader's timeout, five receives, dead letters. */
const visibilityMs = 360_000;
const receivesMax = 5;
const deduplicationMs = 300_000;
const busyMs = 1_000;

/** A FIFO queue and the machinery that feeds its reader. */
export class FifoQueue {
  readonly deadLetters: QueuedMessage[] = [];
  readonly #timeline: Timeline;
  readonly #deliver: (message: QueuedMessage, receives: number) => Promise<DeliveryResult>;
  readonly #groupsOverlap: boolean;
  readonly #waiting: WaitingMessage[] = [];
  readonly #seen = new Map<string, number>();
  readonly #inFlight = new Map<string, number>();

  constructor(
    timeline: Timeline,
    groupsOverlap: boolean,
    deliver: (message: QueuedMessage, receives: number) => Promise<DeliveryResult>,
  ) {
    this.#timeline = timeline;
    this.#groupsOverlap = groupsOverlap;
    this.#deliver = deliver;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Takes a message, unless it had one with this id within five minutes. False where it had. */
  accept(message: QueuedMessage, delayMs = 0): boolean {
    const { now } = this.#timeline;
    const seenAt = this.#seen.get(message.deduplicationId);
    if (seenAt !== undefined && now - seenAt < deduplicationMs) return false;
    this.#seen.set(message.deduplicationId, now);
    this.repeat(message, delayMs);
    return true;
  }

  /** The same message once more, as at-least-once delivery may give it. */
  repeat(message: QueuedMessage, delayMs: number): void {
    this.#waiting.push({ message, receives: 0, visibleAt: this.#timeline.now + delayMs });
    this.#lookAt(delayMs);
  }

  #lookAt(ms: number): void {
    this.#timeline.after(ms + 1, () => this.#deliverNext());
  }

  #deliverNext(): void {
    for (const waiting of [...this.#waiting]) {
      const { group } = waiting.message;
      if (waiting.visibleAt > this.#timeline.now) continue;
      const inFlight = this.#inFlight.get(group) ?? 0;
      if (inFlight >= (this.#groupsOverlap ? 2 : 1)) continue;
      this.#inFlight.set(group, inFlight + 1);
      this.#give(waiting);
    }
  }

  #give(waiting: WaitingMessage): void {
    waiting.receives += 1;
    waiting.visibleAt = this.#timeline.now + visibilityMs;
    this.#deliver(waiting.message, waiting.receives).then((delivered) => this.#ended(waiting, delivered));
  }

  #ended(waiting: WaitingMessage, delivered: DeliveryResult): void {
    const { group } = waiting.message;
    if (delivered === 'done') this.#remove(waiting);
    if (delivered === 'busy') {
      waiting.receives -= 1;
      waiting.visibleAt = this.#timeline.now + busyMs;
    }
    if (delivered === 'failed' && waiting.receives >= receivesMax) {
      this.#remove(waiting);
      this.deadLetters.push(waiting.message);
    }
    // What was given and not done keeps its group waiting, until it is given again. A repeated message stands there
    // twice.
    const freeAt = delivered === 'failed' && this.#waiting.includes(waiting) ? waiting.visibleAt : this.#timeline.now;
    this.#timeline.at(freeAt, () => {
      this.#inFlight.set(group, (this.#inFlight.get(group) ?? 1) - 1);
      this.#lookAt(delivered === 'busy' ? busyMs : 0);
    });
  }

  #remove(waiting: WaitingMessage): void {
    const index = this.#waiting.indexOf(waiting);
    if (index >= 0) this.#waiting.splice(index, 1);
  }
}
