/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;

/** The last moment that a Date can be. A later one has no text. */
export const latestMoment: Millis = 8_640_000_000_000_000;

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
