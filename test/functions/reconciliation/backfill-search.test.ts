import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backfillSearch, secondPassMs } from '../../../functions/reconciliation/backfill-search.ts';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, withdrawal } from '../../support/instructions.ts';

/* Instructions as an earlier version left them: without what a search finds them by. */

let fixture: FunctionFixture;

beforeAll(async () => {
  fixture = await startFunctionFixture();
});
afterAll(() => fixture.close());

const turn = (isOver: boolean) => ({
  after: undefined,
  isOver: () => isOver,
  stopAt: () => undefined,
  within: () => turn(isOver),
});

async function createAsBefore(id: string): Promise<void> {
  const { instructions } = fixture.parts;
  await instructions.create(approved(withdrawal(id)));
  await fixture.ledger.table.update(`instruction#${id}`, {
    set: { publishedVersion: 3 },
    remove: ['listedBy', 'listedAt'],
    condition: 'attribute_exists(pk)',
    values: {},
  });
}

const isFound = async (id: string): Promise<boolean> =>
  (await fixture.ledger.table.get(`search#${id}#listed#coin=USDT&kind=withdrawal`)) !== undefined &&
  (await fixture.ledger.table.get(`instruction#${id}`))?.listedBy === 'listed#all';

test('what an earlier version wrote is put into the search index, a part a tick, and once more an hour later', async () => {
  const { parts } = fixture;
  await createAsBefore('old-1');
  // A tick that has no time reads one page.
  await backfillSearch(parts, turn(true));
  expect(await isFound('old-1')).toBe(false);
  expect((await parts.searchBackfill.read()).pass).toMatchObject({ status: 'awaiting-approval', passes: 0 });
  await backfillSearch(parts, turn(false));
  expect(await isFound('old-1')).toBe(true);
  // A function of the earlier version still ran.
  await createAsBefore('old-2');
  // It moved on what this version had entered, and entered nothing.
  await createAsBefore('mixed');
  const entered = { set: { searchableVersion: 1 }, condition: 'attribute_exists(pk)', values: {} };
  await fixture.ledger.table.update('instruction#mixed', entered);
  await backfillSearch(parts, turn(false));
  expect(await isFound('old-2')).toBe(false);
  fixture.clock.advance(secondPassMs);
  await backfillSearch(parts, turn(false));
  expect(await isFound('old-2')).toBe(true);
  expect((await fixture.ledger.table.get('instruction#mixed'))?.searchableVersion).toBe(3);
  expect((await parts.searchBackfill.read()).pass).toMatchObject({ passes: 2 });
});

test('what could not be put into the index is tried again before anything behind it', async () => {
  const { parts } = fixture;
  const noted: unknown[] = [];
  const reports: string[] = [];
  const pass = { since: 0, status: 'approved', passes: 0 } as const;
  await createAsBefore('old-3');
  await backfillSearch(
    {
      ...parts,
      searchBackfill: { read: async () => ({ noted: 1, pass }), note: async (_seen, next) => void noted.push(next) },
      instructions: {
        ...parts.instructions,
        markSearchable: () => Promise.reject(new StoreUnavailableError('an item', new Error('gone'))),
      },
      report: (what) => void reports.push(what),
    },
    turn(false),
  );
  expect(noted).toEqual([pass]);
  expect(reports).toEqual(['a list could not be put into the search index']);
});
