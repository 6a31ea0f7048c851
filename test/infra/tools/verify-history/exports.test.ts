import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openWhitelist } from '../../../../functions/shared/ledger/store/whitelist.ts';
import { toItem } from '../../../../functions/shared/ledger/store/whitelist-item.ts';
import type { JsonObject } from '../../../../infra/json.ts';
import { exportsIn } from '../../../../infra/tools/verify-history/export-folder.ts';
import { HistoryCheck } from '../../../../infra/tools/verify-history/history-check.ts';
import { verifyExports } from '../../../../infra/tools/verify-history/verify-exports.ts';
import { noon } from '../../../support/clock.ts';
import { stamp } from '../../../support/instructions.ts';
import { startWireLedger } from '../../../support/ledger.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import { changed, exportWriter, full, increment, type WriteExport, whole } from './support/export-writer.ts';
import { forged, lifecycleItems } from './support/items.ts';

const day = 86_400_000;
let folder: string;
let write: WriteExport;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exports-'));
  write = exportWriter(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const [approvedItem = {}, sendingItem = {}, sentItem = {}, settledItem = {}] = lifecycleItems('inv-1');
const other = lifecycleItems('inv-2').at(-1) ?? {};
/** An instruction under the same id with another history of the same length, whole in itself. */
const [, , anotherLife = {}] = lifecycleItems('inv-1', { ...stamp, by: 'another-function' });

async function verify(below = '') {
  const check = new HistoryCheck();
  await verifyExports(check, await exportsIn(path.join(folder, below)));
  return check.result();
}

describe('exports that are laid one over the other', () => {
  test('and belong together have nothing broken', async () => {
    await write(full(noon), whole([approvedItem, { pk: 'policy' }]));
    await write(increment(noon), [changed(approvedItem, sendingItem), changed(undefined, other)]);
    await write(increment(noon + day), []);
    await write(increment(noon + 2 * day), [
      changed(sendingItem, settledItem),
      changed({ pk: 'pace#read' }, undefined),
    ]);
    expect(await verify()).toEqual({ instructions: 2, entries: 0, findings: [] });
  });

  test('are found below any folder of the bucket', async () => {
    await write(full(noon), whole([approvedItem]));
    expect(await verify('ledger')).toMatchObject({ instructions: 1, findings: [] });
  });

  test('hold whitelist entries too', async () => {
    const ledger = await startWireLedger();
    const entry = await activeEntry(openWhitelist(ledger.table));
    await ledger.close();
    const item = toItem(entry);
    await write(full(noon), whole([item]));
    await write(increment(noon), [changed(item, forged(item))]);
    expect(await verify()).toMatchObject({ entries: 1, findings: [{ item: `whitelist#${entry.id}` }] });
  });

  test('may be there twice, where an answer was lost', async () => {
    await write(full(noon), whole([approvedItem]));
    await write(increment(noon), [changed(approvedItem, sendingItem)]);
    await write(increment(noon), [changed(approvedItem, sendingItem)]);
    await write(increment(noon + day), [changed(sendingItem, sentItem)]);
    expect((await verify()).findings).toEqual([]);
  });

  test('may begin anew with the whole table', async () => {
    await write(full(noon), whole([approvedItem]));
    await write(full(noon + 40 * day), whole([settledItem]));
    await write(increment(noon + 40 * day), [changed(undefined, other)]);
    expect((await verify()).findings).toEqual([]);
  });
});

describe('what no chain alone could show is found', () => {
  const inc = '20261120T100000Z-20261121T100000Z';
  const where = expect.stringMatching(new RegExp(` \\(ledger/${inc}/AWSDynamoDB/[0-9-]+\\)$`));
  const first = () => write(full(noon), whole([sentItem]));

  test.each<[string, JsonObject, object]>([
    [
      'a version that went back',
      changed(sentItem, sendingItem),
      { version: 4, problem: 'it has stood at version 5 before' },
    ],
    ['an instruction that was deleted', changed(sentItem, undefined), { problem: 'was deleted' }],
    [
      'a history that was written anew from its start',
      changed(sentItem, anotherLife),
      { version: 5, problem: 'its history up to here is not the one that was there before' },
    ],
    [
      'a change that nobody exported',
      changed(sendingItem, settledItem),
      { problem: 'it does not begin with what the export before it ends with' },
    ],
    [
      'a broken chain',
      changed(sentItem, forged(settledItem)),
      { version: 2, problem: 'this entry does not follow from the one before it' },
    ],
  ])('%s', async (_what, line, finding) => {
    await first();
    await write(increment(noon), [line]);
    const { findings } = await verify();
    const [found] = findings;
    expect(found).toMatchObject({ item: 'instruction#inv-1' });
    expect({ ...found, problem: found?.problem.replace(/ \(.*$/, '') }).toMatchObject(finding);
    expect(found?.problem).toEqual(where);
  });

  test('an instruction that is missing in a later table', async () => {
    await first();
    await write(full(noon + day), whole([other]));
    expect((await verify()).findings).toMatchObject([
      { item: 'instruction#inv-1', problem: expect.stringContaining('is no longer there') },
    ]);
  });

  test('a day that is missing, with its times', async () => {
    await first();
    await write(increment(noon + day), [changed(sentItem, settledItem)]);
    expect((await verify()).findings).toEqual([
      {
        item: expect.stringContaining('20261121T100000Z'),
        problem: 'nothing is there of 2026-11-20T10:00:00.000Z to 2026-11-21T10:00:00.000Z',
      },
    ]);
  });

  test('a beginning that is missing', async () => {
    await write(increment(noon), [changed(sentItem, settledItem)]);
    expect((await verify()).findings).toMatchObject([
      { problem: 'what the table was before it is not among the exports' },
    ]);
  });

  test('and increments without old images are compared by what they end with', async () => {
    await first();
    await write(increment(noon), [changed(undefined, settledItem)], 'NEW_IMAGE');
    expect((await verify()).findings).toEqual([]);
  });
});

describe('a download that is not whole is refused', () => {
  const dataFile = 'ledger/20261120T100000Z-full/AWSDynamoDB/01760000000001-00000001/data/00000001.json.gz';
  beforeEach(() => write(full(noon), whole([approvedItem])));

  test.each<[string, () => Promise<void>, string]>([
    ['a data file is missing', () => unlink(path.join(folder, dataFile)), 'cannot be read'],
    [
      'a data file is damaged',
      () => writeFile(path.join(folder, dataFile), 'half'),
      'is not the file that its manifest describes',
    ],
    [
      'a manifest is damaged',
      () => writeFile(path.join(folder, path.dirname(dataFile), '../manifest-summary.json'), '{"version": 1}'),
      'is not as DynamoDB writes it',
    ],
  ])('where %s', async (_what, breakIt, reason) => {
    await breakIt();
    await expect(verify()).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining(reason) });
  });

  test('where there is no export', async () => {
    await mkdir(path.join(folder, 'empty'));
    await expect(verify('empty')).rejects.toThrow('has no manifest-summary.json in it');
  });

  test('and one that DynamoDB has not finished is left out', async () => {
    await mkdir(path.join(folder, 'ledger/20261121T100000Z-full/AWSDynamoDB/1'), { recursive: true });
    await writeFile(path.join(folder, 'ledger/20261121T100000Z-full/AWSDynamoDB/1/_started'), '');
    expect(await verify()).toMatchObject({ instructions: 1, findings: [] });
  });
});
