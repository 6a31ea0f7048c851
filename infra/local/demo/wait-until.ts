import { setTimeout as wait } from 'node:timers/promises';

const pollIntervalMs = 250;

/** Asks until the answer is as wanted, or the time is over. Gives the last answer. */
export async function waitUntil<Value>(
  ask: () => Promise<Value>,
  isAsWanted: (value: Value) => boolean,
  timeoutMs: number,
): Promise<Value> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (isAsWanted(value) || Date.now() >= end) return value;
    await wait(pollIntervalMs);
  }
}
