/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;

/** Where time comes from. Rules never ask for it: it is handed in, so that a test or a simulation owns it. */
export interface Clock {
  now(): Millis;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
