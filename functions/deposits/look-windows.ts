import type { Millis } from '../shared/core/clock.ts';
import { type TimeWindow, widened } from '../shared/exchange/time-window.ts';
import { followedMs } from './observe-deposit.ts';
import type { ListProgress } from './scan-store.ts';

/** More than this at once no list takes for certain. */
const mostStepMs = 7 * 86_400_000;
/** Rows may show late, with the time of when they came. */
const lateMs = 3_600_000;
/** The least that is read at once: more than this within a second is not read at all, and said. */
const leastStepMs = 1_000;
/** Deposits that are this close are read together: a read costs a slot of the key. */
const gapMs = 3_600_000;
/** No window of several deposits is longer: what else came in it is read too. */
const lengthMaxMs = 6 * 3_600_000;

/** The first look at a list reads so far back, for what is still on its way. */
export function firstProgress(seenAt: Millis): ListProgress {
  return { baselineAt: seenAt, until: seenAt - followedMs, stepMs: mostStepMs };
}

/**
 * Where a look goes on. A clock that was ahead for once must not keep all looks from reading until that time has come,
 * nor make history of what came before it: what was passed over is read as part of the last day.
 */
export function progressBy(progress: ListProgress, seenAt: Millis): ListProgress {
  if (progress.until <= seenAt) return progress;
  return { ...progress, baselineAt: Math.min(progress.baselineAt, seenAt), until: seenAt - lateMs };
}

/** What is read next of a list. Undefined where all of it was read until now. */
export function nextStep({ until, stepMs }: ListProgress, seenAt: Millis): TimeWindow | undefined {
  if (until >= seenAt) return undefined;
  const { startTime } = widened({ startTime: until - Math.min(lateMs, stepMs), endTime: until });
  return { startTime, endTime: Math.min(until + stepMs, seenAt) };
}

export function stepRead(progress: ListProgress, { endTime }: TimeWindow): ListProgress {
  return { ...progress, until: endTime, stepMs: Math.min(2 * progress.stepMs, mostStepMs) };
}

/** The same again by less. Undefined where there is no less. */
export function shorterStep(progress: ListProgress): ListProgress | undefined {
  if (progress.stepMs <= leastStepMs) return undefined;
  return { ...progress, stepMs: Math.max(leastStepMs, Math.floor(progress.stepMs / 4)) };
}

/** Windows around the times of older deposits that are not at their end, in their order. */
export function windowsAround(times: readonly Millis[]): readonly TimeWindow[] {
  const windows: { startTime: Millis; endTime: Millis }[] = [];
  for (const time of times.toSorted((a, b) => a - b)) {
    const last = windows.at(-1);
    const isNear = last !== undefined && time - last.endTime <= gapMs && time - last.startTime <= lengthMaxMs;
    if (isNear) last.endTime = time;
    else windows.push({ startTime: time, endTime: time });
  }
  return windows.map(widened);
}

/** An exchange may show nothing for a while, or a row hours late: a part of the last day is read again at each look. */
const partMs = 3_600_000;
const parts = 24;
const turnMs = 120_000;

/** Another part each two minutes, so that each comes up within the hour. They overlap, because time goes on meanwhile. */
export function partOfDay(seenAt: Millis): TimeWindow {
  const startTime = seenAt - (1 + (Math.floor(seenAt / turnMs) % parts)) * partMs;
  return widened({ startTime, endTime: Math.min(startTime + 2 * partMs, seenAt) });
}

/** The windows behind the place where the last look stopped, and then those before it. */
export function inTurn(windows: readonly TimeWindow[], after: Millis | undefined): readonly TimeWindow[] {
  if (after === undefined) return windows;
  const isBehind = ({ startTime }: TimeWindow) => startTime > after;
  return [...windows.filter(isBehind), ...windows.filter((window) => !isBehind(window))];
}
