import { setTimeout as wait } from 'node:timers/promises';

/** Far more than anything takes, also on a busy machine: it is there so that what never happens fails at last. */
const patienceMs = 100_000;

/** Waits until `read` gives something. */
export async function eventually<T>(
  read: () => T | undefined | Promise<T | undefined>,
  limitMs = patienceMs,
): Promise<T> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    const value = await read();
    if (value !== undefined) return value;
    await wait(20);
  }
  throw new Error(`it did not happen within ${limitMs} ms`);
}
