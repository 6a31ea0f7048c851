import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ListDependencies, listInstructions } from '../../../functions/instructions/list-instructions.ts';
import { parseListQuery } from '../../../functions/instructions/list-query.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { matchesFilters } from '../../../functions/shared/ledger/search/instruction-filters.ts';
import { searchEntriesOf } from '../../../functions/shared/ledger/search/search-entries.ts';
import { openInstructionLists } from '../../../functions/shared/ledger/store/instruction-lists.ts';
import { putSearchEntries } from '../../../functions/shared/ledger/store/search-index.ts';
import { type CountedTable, countedTable } from '../../support/counted-table.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import { manyInstruction, manyItem } from '../../support/many-instructions.ts';
import { searches } from './search-cases.ts';

/* What a search reads, counted on the emulator. search.slow.ts does the same with 100,000. */

const count = 60;
let ledger: TestLedger;
let table: CountedTable;
let dependencies: ListDependencies;
let all: readonly Instruction[];

beforeAll(async () => {
  ledger = await startLedger();
  table = countedTable(ledger.table);
  dependencies = {
    lists: openInstructionLists(table),
    whitelist: { get: async () => undefined },
    reportCorrupt: () => undefined,
  };
  all = Array.from({ length: count }, (_, number) => manyInstruction(number, { waiting: number >= count - 6 }));
  for (const each of all) {
    await ledger.table.put(manyItem(each));
    await putSearchEntries(ledger.table, searchEntriesOf(each, 0));
  }
});
afterAll(() => ledger.close());

async function search(query: Readonly<Record<string, string>>, limit: number) {
  const found = await listInstructions(dependencies, parseListQuery(query), limit, undefined);
  return { ...found, ids: found.instructions.map(({ content }) => content.instructionId), reads: table.takeReads() };
}

async function searchToTheEnd(query: Readonly<Record<string, string>>, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await search(after === undefined ? query : { ...query, after }, limit);
    expect(page.ids.length).toBeLessThanOrEqual(limit);
    expect(page.reads).toBeLessThanOrEqual(3 * limit);
    ids.push(...page.ids);
    after = page.next;
  } while (after !== undefined);
  return ids;
}

describe('a search', () => {
  test.each(searches.map((query) => [JSON.stringify(query), query] as const))(
    'by %s shows all there are, in their order, and reads at most three items for each',
    async (_text, query) => {
      const { filters, order } = parseListQuery(query);
      const expected = all.filter((each) => matchesFilters(each, filters)).map(({ content }) => content.instructionId);
      if (order !== 'oldest') expected.reverse();
      expect(expected).not.toEqual([]);
      const page = await search(query, 10);
      expect(page.ids).toEqual(expected.slice(0, 10));
      expect(page.reads).toBeLessThanOrEqual(3 * page.ids.length);
      expect(await searchToTheEnd(query, 40)).toEqual(expected);
    },
  );

  test('by three filters shows all there are too, in pages that end when they have read enough', async () => {
    const query = { kind: 'withdrawal', coin: 'BTC', requestedBy: 'ana@example.com', approvedBy: 'beth@example.com' };
    const expected = all
      .filter((each) => matchesFilters(each, parseListQuery(query).filters))
      .map(({ content }) => content.instructionId);
    expect(await searchToTheEnd(query, 2)).toEqual(expected.reverse());
  });

  test('for what nobody has reads nothing', async () => {
    expect(await search({ requestedBy: 'eve@example.com' }, 10)).toMatchObject({ ids: [], reads: 0 });
  });

  test('without any parameter lists what is open, the oldest first', async () => {
    const { ids, reads } = await search({}, 50);
    expect(ids).toEqual(
      all.filter(({ state }) => state.status === 'awaiting-approval').map(({ content }) => content.instructionId),
    );
    expect(reads).toBe(ids.length);
  });

  test('does not believe an entry of the index: what it leads to is looked at itself', async () => {
    const lie = { subject: 'inv-1', listedBy: 'listed#coin=DOGE', listedAt: '2026-11-20T10:00:00.000Z#inv-1' };
    const nothing = { ...lie, listedAt: '2026-11-20T10:00:00.000Z#inv-none', subject: 'inv-none' };
    await putSearchEntries(ledger.table, [lie, nothing]);
    expect(await search({ coin: 'DOGE' }, 10)).toMatchObject({ ids: [] });
  });
});
