import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { isUnreadableInstruction } from '../../../functions/shared/ledger/store/errors.ts';
import { between } from '../engine/chance.ts';
import type { DeliveryResult, QueuedMessage } from '../fakes/fifo-queue.ts';
import type { FunctionName } from '../fakes/functions.ts';
import type { Runner } from '../fakes/runner.ts';
import type { Fakes } from './build-fakes.ts';

/** As functions/shared/runtime/sqs.ts has it: what trying again cannot mend is told and left. */
const finalCodes: ReadonlySet<string> = new Set([
  'invalid-input',
  'not-found',
  'instruction-conflict',
  'version-conflict',
]);

/** Gives a message to the function that reads the queue. */
export async function deliverMessage(
  { observer, trace }: Fakes,
  runner: Runner,
  name: FunctionName,
  { body }: QueuedMessage,
  receives: number,
): Promise<DeliveryResult> {
  const invoked = await runner.invoke(name, { body, receives });
  if (invoked.kind === 'busy' || invoked.kind === 'done') return invoked.kind;
  if (invoked.kind === 'failed') {
    observer.failed(name, invoked.error);
    const isFinal = isTreasuryError(invoked.error) && finalCodes.has(invoked.error.code);
    if (isFinal || isUnreadableInstruction(invoked.error)) return 'done';
  }
  trace(name, `gives a message back: ${invoked.kind === 'failed' ? String(invoked.error) : invoked.kind}`);
  return 'failed';
}

/** infra/constructs/treasury-bus.ts: an unknown outcome asks for a tick. At least once, and now and then not at all. */
export function deliverEvent(
  { io, timeline }: Fakes,
  runner: Runner,
  type: string,
  { status }: Readonly<Record<string, unknown>>,
): void {
  if (type !== 'InstructionStatusChanged' || status !== 'unknown') return;
  const call = io.call('bus/ticks', ['event-lost', 'event-twice', 'event-delay']);
  if (call.fault === 'event-lost') return;
  const delay = call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 20;
  const times = call.fault === 'event-twice' ? [delay, delay + 50] : [delay];
  for (const ms of times) timeline.after(ms, () => void runner.invoke('reconciliation', { body: { status } }));
}
