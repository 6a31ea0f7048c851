import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { type Balances, copyOf } from '../balances.ts';
import { dateIn, endOfDay } from '../day-zone.ts';
import type { SimulatorState } from '../simulator-state.ts';

const dayMs = 86_400_000;
const daysKept = 7;

/**
 * Writes the balances down at the end of each day, and forgets those that nobody may ask for any more. The days before
 * the start ended with what the start found.
 */
export function scheduleDayEnds(state: SimulatorState): void {
  const { startedAt, endOfDay: days, settings } = state;
  const atStart = copyOf(state.records.balances);
  for (let back = 1; back <= daysKept; back += 1) {
    days.set(dateIn(settings.dayZone, startedAt - back * dayMs), atStart);
  }
  scheduleClose(state, endOfDay(settings.dayZone, startedAt));
}

/** What happens at the very end of a day belongs to the next one. */
function scheduleClose(state: SimulatorState, at: Millis): void {
  state.timedEvents.scheduleFirst(at, () => closeDay(state, at));
}

function closeDay(state: SimulatorState, at: Millis): void {
  const { dayZone } = state.settings;
  state.endOfDay.set(dateIn(dayZone, at - 1), copyOf(state.records.balances));
  state.endOfDay.delete(dateIn(dayZone, at - 1 - daysKept * dayMs));
  scheduleClose(state, at + dayMs);
}

/** Balances at the end of one of the last seven days. Undefined for other dates, and for text that is no date. */
export function dayEndOf(state: SimulatorState, date: string): Balances | undefined {
  return state.endOfDay.get(date);
}
