import { type Queue, QueueUnavailableError } from '../../../functions/shared/ledger/messaging/queue.ts';
import { between } from '../engine/chance.ts';
import type { FaultKind } from '../engine/faults.ts';
import type { Instance } from '../engine/instance.ts';
import type { Call, Io } from '../engine/io.ts';
import type { FifoQueue, QueuedMessage } from './fifo-queue.ts';

const faults: readonly FaultKind[] = ['queue-error', 'queue-error-after', 'queue-lost', 'queue-twice', 'queue-delay'];
const delayMs = [5_000, 300_000] as const;

/** A message goes over the wire, and comes back as the queue keeps it. */
export type Wire = (message: QueuedMessage) => QueuedMessage | Promise<QueuedMessage>;

/** A queue as one instance writes to it: a message may be lost, come twice, late or out of its turn. */
export function queuePort(io: Io, instance: Instance, name: string, queue: FifoQueue, wire: Wire): Queue {
  return {
    send: (message) =>
      io.perform(instance, name, faults, (call) => {
        if (call.fault === 'queue-error') throw unavailable();
        const kept = wire(message);
        if (kept instanceof Promise) return kept.then((each) => enqueue(queue, each, call));
        return enqueue(queue, kept, call);
      }),
  };
}

function enqueue(queue: FifoQueue, message: QueuedMessage, call: Call): void {
  if (call.fault === 'queue-lost') return;
  const isNew = queue.accept(message, call.fault === 'queue-delay' ? between(call.chance('delay'), ...delayMs) : 0);
  if (isNew && call.fault === 'queue-twice') {
    // Often while the first one is still being worked on.
    queue.repeat(message, between(call.chance('repeat'), 1, call.chance('soon') < 0.5 ? 3_000 : 400_000));
  }
  if (call.fault === 'queue-error-after') throw unavailable();
}

function unavailable(): QueueUnavailableError {
  return new QueueUnavailableError(new Error('simulated'));
}
