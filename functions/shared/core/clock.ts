/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;

/** As people and other programs read it, such as `2026-11-20T10:00:00.000Z`. */
export function iso(time: Millis): string {
  return new Date(time).toISOString();
}

/** Where time comes from. Rules never ask for it: it is handed in, so that a test or a simulation owns it. */
export interface Clock {
  now(): Millis;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
