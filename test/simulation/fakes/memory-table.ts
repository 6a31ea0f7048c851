import type { Item, Page, Query, SortRange, Update } from '../../../functions/shared/ledger/store/table.ts';
import { parseCondition } from './condition.ts';

/** How an item stood, and from when. */
interface ItemVersion {
  readonly since: number;
  readonly item: Item;
}

/** How long a secondary index may be behind, in milliseconds. */
export const indexLagMaxMs = 5_000;

/** The table in memory: every call happens at once. `written` is told of each item that was written. */
export class MemoryTable {
  readonly #items = new Map<string, ItemVersion[]>();
  readonly #now: () => number;
  readonly #written: (pk: string, item: Item, before: Item | undefined) => void;

  constructor(now: () => number, written: (pk: string, item: Item, before: Item | undefined) => void) {
    this.#now = now;
    this.#written = written;
  }

  get(pk: string): Item | undefined {
    return this.#items.get(pk)?.at(-1)?.item;
  }

  /** Every item as it stands. */
  all(): Item[] {
    return [...this.#items.values()].map((versions) => versions.at(-1)?.item).filter((item) => item !== undefined);
  }

  putNew(item: Item): boolean {
    const pk = String(item.pk);
    if (this.#items.has(pk)) return false;
    this.#write(pk, plainItem(item));
    return true;
  }

  put(item: Item): void {
    this.#write(String(item.pk), plainItem(item));
  }

  update(pk: string, update: Update): boolean {
    const before = this.get(pk);
    if (!parseCondition(update.condition)(before ?? {}, update.values)) return false;
    const next: Record<string, unknown> = { ...(before ?? { pk }), ...plainItem(update.set) };
    for (const name of update.remove ?? []) delete next[name];
    this.#write(pk, next);
    return true;
  }

  /** `lagMs` behind: what was written since is not there yet. A page may be shorter than asked for. */
  query({ index, value, range, limit, newestFirst, after }: Query, lagMs: number, pageMax = limit): Page {
    const found = [...this.#items.values()]
      .map((versions) => versionAt(versions, this.#now() - lagMs))
      .filter((item) => item?.[index.key] === value)
      .filter((item) => item !== undefined)
      .filter((item) => range === undefined || isBetween(String(item[index.sort]), range));
    const sorted = found.sort((a, b) => compareText(sortKey(a, index.sort), sortKey(b, index.sort)));
    if (newestFirst) sorted.reverse();
    const from = after === undefined ? 0 : sorted.findIndex(({ pk }) => pk === after.pk) + 1;
    const items = sorted.slice(from, from + Math.min(limit, pageMax));
    const last = items.at(-1);
    const isEnd = last === undefined || from + items.length >= sorted.length;
    return isEnd ? { items } : { items, next: { pk: last.pk } };
  }

  #write(pk: string, item: Item): void {
    const now = this.#now();
    const versions = this.#items.get(pk) ?? [];
    const before = versions.at(-1)?.item;
    while ((versions[1]?.since ?? now) < now - indexLagMaxMs) versions.shift();
    versions.push({ since: now, item });
    this.#items.set(pk, versions);
    this.#written(pk, item, before);
  }
}

function versionAt(versions: readonly ItemVersion[], time: number): Item | undefined {
  return versions.findLast(({ since }) => since <= time)?.item;
}

function sortKey(item: Item, attribute: string): string {
  return `${item[attribute]} ${item.pk}`;
}

function isBetween(text: string, { from, to }: SortRange): boolean {
  return text >= from && text <= to;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function plainItem(item: Item): Item {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) if (value !== undefined) copy[name] = plain(value);
  return copy;
}

/** As the table would give it back: without what is undefined, and nobody else's object. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainItem({ ...value }) : value;
}
