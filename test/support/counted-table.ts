import type { Table } from '../../functions/shared/ledger/store/table.ts';

export interface CountedTable extends Pick<Table, 'get' | 'query'> {
  /** Items that were read since this was asked last: each item of a page of an index, and each read of one. */
  takeReads(): number;
}

/** Counts what is read. No query of ours has a filter, so the table reads what it gives. */
export function countedTable(table: Pick<Table, 'get' | 'query'>): CountedTable {
  let reads = 0;
  return {
    get: (pk) => {
      reads += 1;
      return table.get(pk);
    },
    query: async (query) => {
      const page = await table.query(query);
      reads += page.items.length;
      return page;
    },
    takeReads: () => {
      const taken = reads;
      reads = 0;
      return taken;
    },
  };
}
