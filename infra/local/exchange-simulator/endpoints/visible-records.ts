import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { illegalParam } from '../exchange-refusal.ts';
import type { Call } from '../route.ts';
import { isListed } from './list-window.ts';

/** The time that the records say of what a call makes, and when they begin to show it. */
export function shownAs({ now, effects }: Call): { readonly shownTime: Millis; readonly visibleAt: Millis } {
  const shownTime = now + (effects.lateMs ?? 0);
  return { shownTime, visibleAt: Math.max(shownTime, now + effects.lagMs) };
}

/** The fund statement shows what this order moves when a fault says, where one does. */
export function noteFlowDelay({ state, effects }: Call, orderId: string): void {
  if (effects.flowDelayMs !== undefined) state.flowDelays.set(orderId, effects.flowDelayMs);
}

interface Shown {
  readonly time: Millis;
  readonly shownTime?: Millis;
  readonly visibleAt?: Millis;
}

/**
 * The records from `startTime` to `endTime` that can be seen by now. With a lag, what became visible too lately is left
 * out. They come in their own order.
 */
export function visibleWithin<Item extends Shown>(call: Call, items: readonly Item[]): Item[] {
  const isVisible = visibilityOf(call, windowOf(call));
  return items.filter(isVisible);
}

export interface Window {
  readonly start: Millis;
  readonly end: Millis;
}

export function windowOf({ params }: Call): Window {
  const start = params.time('startTime') ?? 0;
  const end = params.time('endTime') ?? Number.MAX_SAFE_INTEGER;
  if (start > end) throw illegalParam('startTime');
  return { start, end };
}

export function visibilityOf({ state, now, effects }: Call, { start, end }: Window): (item: Shown) => boolean {
  const seenAt = now - effects.lagMs;
  const listTimes = effects.listTimes ?? state.settings.listTimes;
  return (item) => isListed(timeOf(item), start, end, listTimes) && (item.visibleAt ?? item.time) <= seenAt;
}

/** The earliest first, by the time that they say. */
export function byShownTime(a: Shown, b: Shown): number {
  return timeOf(a) - timeOf(b);
}

function timeOf({ time, shownTime }: Shown): Millis {
  return shownTime ?? time;
}
