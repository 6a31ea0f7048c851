import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { noon } from '../../../support/clock.ts';
import { startWireLedger, type TestLedger, tableName } from '../../../support/ledger.ts';
import { changed, exportWriter, full, increment, type WriteExport, whole } from './support/export-writer.ts';
import { lifecycleItems } from './support/items.ts';

const main = path.resolve(import.meta.dirname, '../../../../infra/tools/verify-history/main.ts');
const [approvedItem = {}, sendingItem = {}, sentItem = {}] = lifecycleItems('inv-1');
const other = lifecycleItems('inv-2').at(-1) ?? {};

let folder: string;
let write: WriteExport;
let ledger: TestLedger;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'verify-command-'));
  write = exportWriter(folder);
  ledger = await startWireLedger();
  await write(full(noon), whole([approvedItem, other]));
  await write(increment(noon), [changed(approvedItem, sentItem)]);
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

/** Runs the tool as `npm run verify-history` does. */
function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env: process.env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });
}

describe('npm run verify-history', () => {
  test('reads all exports of a folder, and says how far they reach', async () => {
    expect(await run('--export', folder)).toEqual({
      code: 0,
      out: [
        '2 exports read, until 2026-11-21T10:00:00.000Z',
        '2 instructions and 0 whitelist entries checked, 0 broken',
        'no head of the registry of devices is there: what was taken back unseen cannot be found',
        '',
      ].join('\n'),
      err: '',
    });
  });

  test('lists what a restored table has forgotten of what was exported', async () => {
    await ledger.table.put(sendingItem);
    const { code, out } = await run('--export', folder, '--table', tableName);
    expect(code).toBe(1);
    expect(out.split('\n').slice(1, 4)).toEqual([
      `instruction#inv-1, version 4: it has stood at version 5 before (${tableName})`,
      `instruction#inv-2: is no longer there (${tableName})`,
      '2 instructions and 0 whitelist entries checked, 2 broken',
    ]);
  });

  test('finds nothing to say of a table that has gone on since', async () => {
    for (const item of [lifecycleItems('inv-1').at(-1) ?? {}, other]) await ledger.table.put(item);
    expect(await run('--export', folder, '--table', tableName)).toMatchObject({ code: 0 });
  });

  test.each([[[]], [['--exports', 'here']]])('%j is a wrong call', async (args) => {
    expect(await run(...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Usage: npm run verify-history'),
    });
  });

  test('names a folder that is not there', async () => {
    const { code, err } = await run('--export', path.join(folder, 'nowhere'));
    expect(code).toBe(2);
    expect(err).toContain('--export: cannot be read (ENOENT)');
  });
});
