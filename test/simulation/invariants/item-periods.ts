import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { Observed } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { entryOf, entryPk, type RawEntry } from '../run/raw-entry.ts';

/** How an item stood for a while. Undefined for a time before it was there. */
interface ItemPeriod {
  readonly from: number;
  readonly until: number;
  readonly item: Item | undefined;
}

/** How an item stood at each moment since then. */
function itemPeriodsSince(observed: Observed, pk: string, since: number): readonly ItemPeriod[] {
  const own = observed.writesOf(pk);
  const recent = own.filter(({ at }) => at >= since);
  const all = [{ at: since, item: own.findLast(({ at }) => at < since)?.item }, ...recent];
  return all.map(({ at, item }, index) => ({ from: at, until: all[index + 1]?.at ?? observed.now(), item }));
}

/** The policies that were in force at some moment since then, by clocks that may be somewhat off. */
export function policiesSince(observed: Observed, since: number): readonly Raw[] {
  const offMs = clocksOffMs(observed);
  return itemPeriodsSince(observed, 'policy', since).flatMap(({ item, from, until }) =>
    policiesIn(item, from - offMs, until + offMs),
  );
}

/** The policies that an item lets act between two moments: a looser one waits for its own, and to be announced. */
export function policiesIn(item: Item | undefined, from: number, until: number): readonly Raw[] {
  if (item === undefined) return [];
  const { inForce, pending, events } = recordOf(item.standing);
  const isTold = Number(item.announced) >= Number(listOf(events).at(-1)?.number);
  const actsAt = isRecord(pending) && isTold ? Number(pending.actsAt) : Number.POSITIVE_INFINITY;
  const early = from < actsAt ? [recordOf(recordOf(inForce).policy)] : [];
  return isRecord(pending) && until >= actsAt ? [...early, recordOf(pending.policy)] : early;
}

export function entriesSince(observed: Observed, id: unknown, since: number): readonly (RawEntry | undefined)[] {
  return itemPeriodsSince(observed, entryPk(id), since).map(({ item }) => entryOf(item));
}

/** Clocks of functions are at most so far from the truth. */
export function clocksOffMs({ plan }: Observed): number {
  return plan.world.instanceOffsetMs;
}
