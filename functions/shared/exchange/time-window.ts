import type { Millis } from '../core/clock.ts';

export interface TimeWindow {
  readonly startTime: Millis;
  readonly endTime: Millis;
}

/**
 * The exchange does not say whether a window's ends belong to it, nor whether it compares the time that it shows or a
 * finer one: where it shows whole seconds, the two differ by less than this (A30).
 */
export const overlapMs = 1_000;
/** Short windows overlap by less, so that halving comes to an end. */
const overlapShare = 256;

/** A window that surely shows everything of this one, whichever way its ends are meant. */
export function widened({ startTime, endTime }: TimeWindow): TimeWindow {
  return { startTime: startTime - overlapMs, endTime: endTime + overlapMs };
}

/** Two windows that together show everything of this one. Undefined where it is too short to be divided. */
export function halvesOf({ startTime, endTime }: TimeWindow): readonly [TimeWindow, TimeWindow] | undefined {
  const length = endTime - startTime;
  const middle = startTime + Math.floor(length / 2);
  const overlap = Math.min(overlapMs, Math.max(1, Math.floor(length / overlapShare)));
  const halves = [
    { startTime, endTime: middle + overlap },
    { startTime: middle - overlap, endTime },
  ] as const;
  return halves.every((half) => half.endTime - half.startTime < length) ? halves : undefined;
}

/**
 * What of a window lies before the earliest and after the latest of these times. Both ends of each part are in it: the
 * times themselves, so that nothing beside them is missed where ends do not belong to a window.
 */
export function outside(times: readonly Millis[], { startTime, endTime }: TimeWindow): readonly TimeWindow[] {
  const before = { startTime, endTime: Math.min(...times) };
  const after = { startTime: Math.max(...times), endTime };
  return [before, after].filter((part) => part.startTime <= part.endTime);
}
