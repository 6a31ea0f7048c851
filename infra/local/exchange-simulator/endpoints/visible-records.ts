import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { illegalParam } from '../exchange-refusal.ts';
import type { Call } from '../route.ts';

/**
 * The records from `startTime` to `endTime`, both included, that can be seen by now. With a lag, what became visible
 * too lately is left out. Records rise in time, and so does what is given.
 */
export function visibleWithin<Item extends { readonly time: Millis; readonly visibleAt?: Millis }>(
  { params, now, effects }: Call,
  items: readonly Item[],
): Item[] {
  const start = params.time('startTime') ?? 0;
  const end = params.time('endTime') ?? Number.MAX_SAFE_INTEGER;
  if (start > end) throw illegalParam('startTime');
  const seenAt = now - effects.lagMs;
  return items.filter((item) => item.time >= start && item.time <= end && (item.visibleAt ?? item.time) <= seenAt);
}
