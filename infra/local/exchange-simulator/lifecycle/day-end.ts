import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { type Balances, copyOf } from '../balances.ts';
import type { SimulatorState } from '../simulator-state.ts';

const dayMs = 86_400_000;
/** No zone is published for the cut-off (exchange-api.md 3.14). Here a day ends at midnight in Hong Kong. */
const zoneMs = 8 * 3_600_000;
const daysKept = 7;

/** The date of a moment, as `yyyy-mm-dd`. */
export function dateOf(time: Millis): string {
  return new Date(time + zoneMs).toISOString().slice(0, 10);
}

/**
 * Writes the balances down at the end of each day, and forgets those that nobody may ask for any more. The days before
 * the start ended with what the start found.
 */
export function scheduleDayEnds(state: SimulatorState): void {
  const atStart = copyOf(state.records.balances);
  for (let back = 1; back <= daysKept; back += 1) state.endOfDay.set(dateOf(state.startedAt - back * dayMs), atStart);
  const nextEnd = Math.floor((state.startedAt + zoneMs) / dayMs) * dayMs + dayMs - zoneMs;
  state.timedEvents.schedule(nextEnd, (at) => closeDay(state, at));
}

function closeDay(state: SimulatorState, at: Millis): void {
  state.endOfDay.set(dateOf(at - 1), copyOf(state.records.balances));
  state.endOfDay.delete(dateOf(at - 1 - daysKept * dayMs));
  state.timedEvents.schedule(at + dayMs, (next) => closeDay(state, next));
}

/** Balances at the end of one of the last seven days. Undefined for other dates, and for text that is no date. */
export function dayEndOf(state: SimulatorState, date: string): Balances | undefined {
  return state.endOfDay.get(date);
}
