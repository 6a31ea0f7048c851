/** Where an hour is too much, this is tried next. */
const firstStepMs = 300_000;
const leastStepMs = 1_000;
/** So few movements leave room for a longer step. */
const fewRows = 100;

/** The step to try after one of this length was too much. Undefined where there is no shorter one. */
export function shorterStep(ms: number): number | undefined {
  if (ms > firstStepMs) return firstStepMs;
  return ms <= leastStepMs ? undefined : Math.max(leastStepMs, Math.floor(ms / 2));
}

/** The step after one of this length that showed so many movements. */
export function stepAfter(ms: number, rows: number): number {
  return rows <= fewRows ? ms * 2 : ms;
}
