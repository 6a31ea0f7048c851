import type { Item } from '../../../functions/ledger/store/table.ts';
import type { Observed } from '../run/observed.ts';
import { type Raw, recordOf } from '../run/raw.ts';
import { entryOf, entryPk, type RawEntry } from '../run/raw-entry.ts';

/** How an item stood at any moment since then. Undefined for a time before it was there. */
export function standingsSince({ writes }: Observed, pk: string, since: number): readonly (Item | undefined)[] {
  const own = writes.filter((write) => write.pk === pk);
  const recent = own.filter(({ at }) => at >= since);
  const before = own.findLast(({ at }) => at < since);
  return [before?.item, ...recent.map(({ item }) => item)];
}

/** The policies that were in force at some moment since then. */
export function policiesSince(observed: Observed, since: number): readonly Raw[] {
  return standingsSince(observed, 'policy', since).flatMap((item) =>
    item === undefined ? [] : [recordOf(item.policy)],
  );
}

export function entriesSince(observed: Observed, id: unknown, since: number): readonly (RawEntry | undefined)[] {
  return standingsSince(observed, entryPk(id), since).map(entryOf);
}
