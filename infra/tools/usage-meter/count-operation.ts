import type { OperationCounts } from '../cost/usage/operation.ts';
import { type MeteredStack, waitUntil } from './metered-stack.ts';

/** After the last call of an operation nothing comes for so long. What is waited for by name is waited for before. */
const quietMs = 120;

/** Counts what an action causes, to the end of all that follows from it. */
export async function countOperation(
  meteredStack: MeteredStack,
  action: () => Promise<void>,
): Promise<OperationCounts> {
  await waitUntilQuiet(meteredStack);
  meteredStack.meter.begin();
  await action();
  await waitUntilQuiet(meteredStack);
  return meteredStack.meter.end();
}

export function waitUntilQuiet({ meter }: MeteredStack): Promise<void> {
  return waitUntil('the stack is quiet', () => meter.quietFor() > quietMs);
}

/** Fires a schedule and waits for the function that it calls. */
export async function fireSchedule(
  { stack, meter, invoked }: MeteredStack,
  schedule: string,
  called: string,
): Promise<void> {
  const done = invoked(called);
  meter.schedule();
  await stack.fireSchedule(schedule);
  await done;
}

export function tick(meteredStack: MeteredStack): Promise<void> {
  return fireSchedule(meteredStack, 'local.tick', 'reconciliation');
}

/** More ticks than this find nothing only where something is wrong. */
const ticksMax = 5;

/**
 * Counts the tick that brings an instruction to its end. One that comes too early finds nothing: the functions' idea of
 * the exchange's time may be behind by as long as they needed to ask for it.
 */
export async function countSettling(meteredStack: MeteredStack, id: string): Promise<OperationCounts> {
  for (let round = 0; round < ticksMax; round += 1) {
    const operation = await countOperation(meteredStack, () => tick(meteredStack));
    if (await meteredStack.watch.ended([id], 0)) return operation;
  }
  throw new Error(`${id} was not settled`);
}
