import { isDeepStrictEqual } from 'node:util';
import { assert } from '../../../functions/shared/core/errors.ts';
import type { Item, Query, Table } from '../../../functions/shared/ledger/store/table.ts';
import type { MemoryTable } from '../fakes/memory-table.ts';
import type { TableBackend } from '../fakes/table-port.ts';

/** Every call goes to the emulator and to memory, and both have to say the same. */
export function wireTable(real: Table, memory: MemoryTable): TableBackend {
  async function both<Value>(what: string, expected: Value, answer: Promise<Value>): Promise<Value> {
    const met = await answer;
    assert(
      isDeepStrictEqual(met, expected),
      `the emulator answers ${what} otherwise: ${text(met)}, and memory ${text(expected)}`,
    );
    return met;
  }
  return {
    get: (pk) => both(`a read of ${pk}`, memory.get(pk), real.get(pk)),
    putNew: (item) => both(`a new ${item.pk}`, memory.putNew(item), real.putNew(item)),
    put: (item) => both(`a put of ${item.pk}`, memory.put(item), real.put(item)),
    update: (pk, update) => both(`an update of ${pk}`, memory.update(pk, update), real.update(pk, update)),
    query: async (query, lagMs, pageMax) => {
      const expected = memory.query(query, lagMs, pageMax);
      // The emulator's index is never behind, and its pages are never short.
      if (lagMs > 0 || pageMax !== undefined || query.after !== undefined) return expected;
      const met = await real.query(query);
      const ordered = { ...met, items: tiesByKey(met.items, query) };
      return both(`a query of ${query.index.name}`, expected, Promise.resolve(ordered));
    },
  };
}

/** An index orders items with the same sort key as it likes. Memory orders them by their keys. */
function tiesByKey(items: readonly Item[], { index, newestFirst }: Query): readonly Item[] {
  const tied = Map.groupBy(items, (item) => item[index.sort]);
  return [...tied.values()].flatMap((each) => {
    const sorted = each.toSorted((a, b) => (String(a.pk) < String(b.pk) ? -1 : 1));
    return newestFirst ? sorted.reverse() : sorted;
  });
}

function text(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 2_000) ?? 'nothing';
}
