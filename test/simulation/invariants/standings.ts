import type { Item } from '../../../functions/ledger/store/table.ts';
import type { Observed } from '../run/observed.ts';
import type { Raw } from '../run/raw.ts';
import { entryOf, entryPk, type RawEntry } from '../run/raw-entry.ts';
import { inForceBetween, standingOf } from '../run/raw-policy.ts';

/** How an item stood at any moment since then. Undefined for a time before it was there. */
export function standingsSince({ writes }: Observed, pk: string, since: number): readonly (Item | undefined)[] {
  const own = writes.filter((write) => write.pk === pk);
  const recent = own.filter(({ at }) => at >= since);
  const before = own.findLast(({ at }) => at < since);
  return [before?.item, ...recent.map(({ item }) => item)];
}

/** How far the clock that reads may be from the one that wrote. */
export function clocksAheadMs({ plan }: Observed): number {
  return 2 * plan.world.instanceOffsetMs;
}

/** The policies that were in force at some moment since then, by whatever clock. */
export function policiesSince(observed: Observed, since: number): readonly Raw[] {
  const writes = observed.writes.filter(({ pk }) => pk === 'policy');
  const aheadMs = clocksAheadMs(observed);
  return writes.flatMap(({ at, item }, index) => {
    const until = writes[index + 1]?.at ?? observed.now();
    const standing = standingOf(item);
    if (standing === undefined || until < since) return [];
    return inForceBetween(standing, Math.max(at, since) - aheadMs, until + aheadMs);
  });
}

export function entriesSince(observed: Observed, id: unknown, since: number): readonly (RawEntry | undefined)[] {
  return standingsSince(observed, entryPk(id), since).map(entryOf);
}
