import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ListDependencies, listInstructions } from '../../../functions/instructions/list-instructions.ts';
import { parseListQuery } from '../../../functions/instructions/list-query.ts';
import { searchEntriesOf } from '../../../functions/shared/ledger/search/search-entries.ts';
import { openInstructionLists } from '../../../functions/shared/ledger/store/instruction-lists.ts';
import type { Item, Page, Query, Table } from '../../../functions/shared/ledger/store/table.ts';
import { type CountedTable, countedTable } from '../../support/counted-table.ts';
import { manyInstruction, manyItem } from '../../support/many-instructions.ts';
import { searches } from './search-cases.ts';

/*
 * A table of 100,000 instructions. Only the rows of the lists that are asked for are kept, each list in its order; an
 * item is made when it is read. search.test.ts shows on the emulator that the lists are these.
 */

const count = 100_000;
const asked = new Set(['search', 'by-status']);
let table: CountedTable;
let dependencies: ListDependencies;

const instructionOf = (number: number) => manyInstruction(number, { waiting: number >= count - 300 });

beforeAll(() => {
  const lists = new Map<string, string[]>();
  const add = (list: string, place: string) => {
    const places = lists.get(list) ?? [];
    places.push(place);
    lists.set(list, places);
  };
  for (let number = 0; number < count; number += 1) {
    const instruction = instructionOf(number);
    const { pk, listedBy, listedAt, status, updatedAt } = manyItem(instruction);
    add(`search ${listedBy}`, `${listedAt} ${pk}`);
    add(`by-status ${status}`, `${updatedAt} ${pk}`);
    for (const each of searchEntriesOf(instruction, 0)) add(`search ${each.listedBy}`, `${each.listedAt} ${pk}`);
  }
  for (const places of lists.values()) places.sort();
  table = countedTable(generatedTable(lists));
  dependencies = {
    lists: openInstructionLists(table),
    whitelist: { get: async () => undefined },
    reportCorrupt: () => undefined,
  };
}, 600_000);

function generatedTable(lists: ReadonlyMap<string, readonly string[]>): Pick<Table, 'get' | 'query'> {
  // As the table gives it back: without what is undefined.
  const itemOf = (pk: string): Item =>
    JSON.parse(JSON.stringify(manyItem(instructionOf(Number(pk.slice('instruction#inv-'.length))))));
  return {
    get: async (pk) => itemOf(pk),
    query: async (query) => {
      const places = lists.get(`${query.index.name} ${query.value}`) ?? [];
      return page(query, places, ({ place, pk }) =>
        query.index.name === 'search' ? { pk, [query.index.key]: query.value, [query.index.sort]: place } : itemOf(pk),
      );
    },
  };
}

interface Row {
  readonly place: string;
  readonly pk: string;
}

function page(query: Query, places: readonly string[], toItem: (row: Row) => Item): Page {
  expect(asked).toContain(query.index.name);
  const { range, limit, newestFirst, after } = query;
  const rows = places
    .map((text) => ({ place: text.split(' ')[0] ?? '', pk: text.split(' ')[1] ?? '' }))
    .filter(({ place }) => range === undefined || (place >= range.from && place <= range.to));
  if (newestFirst) rows.reverse();
  const from = after === undefined ? 0 : rows.findIndex(({ pk }) => pk === after.pk) + 1;
  const items = rows.slice(from, from + limit).map(toItem);
  const last = items.at(-1);
  if (last === undefined || from + items.length >= rows.length) return { items };
  return { items, next: { pk: last.pk, [query.index.key]: query.value, [query.index.sort]: last[query.index.sort] } };
}

describe('a search over 100,000 instructions', () => {
  test.each(searches.map((query) => [JSON.stringify(query), query] as const))(
    'by %s reads no more items than it shows, within a factor of three',
    async (_text, query) => {
      const { instructions } = await listInstructions(dependencies, parseListQuery(query), 50, undefined);
      expect(instructions.length).toBeGreaterThan(0);
      expect(table.takeReads()).toBeLessThanOrEqual(3 * instructions.length);
    },
  );
});
