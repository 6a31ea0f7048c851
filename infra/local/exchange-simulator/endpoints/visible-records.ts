import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { illegalParam } from '../exchange-refusal.ts';
import type { Call } from '../route.ts';
import { isListed } from './list-window.ts';

/**
 * The records from `startTime` to `endTime` that can be seen by now. With a lag, what became visible
 * too lately is left out. Records rise in time, and so does what is given.
 */
export function visibleWithin<Item extends { readonly time: Millis; readonly visibleAt?: Millis }>(
  { state, params, now, effects }: Call,
  items: readonly Item[],
): Item[] {
  const start = params.time('startTime') ?? 0;
  const end = params.time('endTime') ?? Number.MAX_SAFE_INTEGER;
  if (start > end) throw illegalParam('startTime');
  const seenAt = now - effects.lagMs;
  const listTimes = effects.listTimes ?? state.settings.listTimes;
  return items.filter((item) => isListed(item.time, start, end, listTimes) && (item.visibleAt ?? item.time) <= seenAt);
}
