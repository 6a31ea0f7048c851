import type { Item, Table } from '../../functions/shared/ledger/store/table.ts';

/** Items in memory, for stores that read, add and change one at a time. Conditions always hold. */
export function memoryTable() {
  const items = new Map<string, Item>();
  const table: Pick<Table, 'get' | 'putNew' | 'update'> = {
    get: async (pk) => items.get(pk),
    putNew: async (item) => {
      const pk = String(item.pk);
      if (items.has(pk)) return false;
      items.set(pk, item);
      return true;
    },
    update: async (pk, { set, remove = [] }) => {
      const kept = Object.entries({ ...items.get(pk), ...set }).filter(([name]) => !remove.includes(name));
      items.set(pk, Object.fromEntries(kept));
      return true;
    },
  };
  return { items, table };
}
