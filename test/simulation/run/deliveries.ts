import { between } from '../engine/chance.ts';
import type { DeliveryResult, QueuedMessage } from '../fakes/fifo-queue.ts';
import type { FunctionName } from '../fakes/functions.ts';
import { busEvent, sqsEvent } from '../fakes/lambda-events.ts';
import type { Runner } from '../fakes/runner.ts';
import type { Fakes } from './build-fakes.ts';
import { listOf, recordOf } from './raw.ts';

/** Gives a message to the function that reads the queue. What the function names in its answer is given back. */
export async function deliverMessage(
  { observer, trace }: Fakes,
  runner: Runner,
  name: FunctionName,
  { body }: QueuedMessage,
  receives: number,
): Promise<DeliveryResult> {
  const invoked = await runner.invoke(name, sqsEvent(body, receives));
  if (invoked.kind === 'busy') return 'busy';
  if (invoked.kind === 'failed') observer.failed(name, invoked.error);
  const isDone = invoked.kind === 'done' && listOf(recordOf(invoked.value).batchItemFailures).length === 0;
  if (isDone) return 'done';
  trace(name, `gives a message back: ${invoked.kind}`);
  return 'failed';
}

/** infra/constructs/treasury-bus.ts: an unknown outcome asks for a tick. At least once, and now and then not at all. */
export function deliverEvent(
  { io, timeline, observer }: Fakes,
  runner: Runner,
  type: string,
  detail: Readonly<Record<string, unknown>>,
): void {
  if (type !== 'InstructionStatusChanged' || detail.status !== 'unknown') return;
  const call = io.call('bus/ticks', ['event-lost', 'event-twice', 'event-delay']);
  if (call.fault === 'event-lost') return;
  const delay = call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 20;
  const times = call.fault === 'event-twice' ? [delay, delay + 50] : [delay];
  const sentAt = timeline.now;
  const askForTick = async () => {
    const invoked = await runner.invoke('reconciliation', busEvent(type, detail, sentAt));
    if (invoked.kind === 'failed') observer.failed('reconciliation', invoked.error);
  };
  for (const ms of times) timeline.after(ms, () => void askForTick());
}
