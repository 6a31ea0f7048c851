import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { type Balances, copyOf } from '../balances.ts';
import type { World } from '../world.ts';

const dayMs = 86_400_000;
/** No zone is published for the cut-off (hashkey-api.md 3.14). Here a day ends at midnight in Hong Kong. */
const zoneMs = 8 * 3_600_000;
const daysKept = 7;

/** The date of a moment, as `yyyy-mm-dd`. */
export function dateOf(time: Millis): string {
  return new Date(time + zoneMs).toISOString().slice(0, 10);
}

/**
 * Writes the balances down at the end of each day, and forgets those that nobody may ask for any more. The days before the
 * start ended with what the start found.
 */
export function keepDayEnds(world: World): void {
  const atStart = copyOf(world.records.balances);
  for (let back = 1; back <= daysKept; back += 1) world.endOfDay.set(dateOf(world.startedAt - back * dayMs), atStart);
  const nextEnd = Math.floor((world.startedAt + zoneMs) / dayMs) * dayMs + dayMs - zoneMs;
  world.agenda.schedule(nextEnd, (at) => endDay(world, at));
}

function endDay(world: World, at: Millis): void {
  world.endOfDay.set(dateOf(at - 1), copyOf(world.records.balances));
  world.endOfDay.delete(dateOf(at - 1 - daysKept * dayMs));
  world.agenda.schedule(at + dayMs, (next) => endDay(world, next));
}

/** Balances at the end of one of the last seven days. Undefined for other dates, and for text that is no date. */
export function dayEndOf(world: World, date: string): Balances | undefined {
  return world.endOfDay.get(date);
}
