import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../../functions/shared/core/ids.ts';
import { recordOutcome, settle, startSending } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { openInstructionStore } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { openWhitelist } from '../../../../functions/shared/ledger/store/whitelist.ts';
import { itemsOfExport, itemsOfTable } from '../../../../infra/tools/verify-history/items.ts';
import { noon } from '../../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../../support/instructions.ts';
import { startWireLedger, type TestLedger } from '../../../support/ledger.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import { verifySnapshot } from './support/verify-snapshot.ts';

let ledger: TestLedger;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'verify-history-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  ledger = await startWireLedger();
});
afterEach(() => ledger.close());

/** One instruction with its whole life in the table. */
async function write(id: string) {
  const store = openInstructionStore(ledger.table, randomUUID);
  const { instruction } = await store.create(approved(withdrawal(id)));
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  const sent = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
  await store.update(instruction, settle(sent, noon, stamp));
  return settle(sent, noon, stamp);
}

const change = (set: Record<string, unknown>) =>
  ledger.table.update('instruction#inv-1', { set, condition: 'attribute_exists(pk)', values: {} });

test('a table whose instructions are as they were written has nothing broken', async () => {
  await write('inv-1');
  await write('inv-2');
  await activeEntry(openWhitelist(ledger.table));
  await ledger.table.put({ pk: 'policy', policy: {} });
  expect(await verifySnapshot(itemsOfTable('treasury-test'))).toEqual({ instructions: 2, entries: 1, findings: [] });
});

describe('a change after the fact is found, with its first broken link', () => {
  test('another person in an entry', async () => {
    const { history } = await write('inv-1');
    await change({ history: history.map((entry) => (entry.version === 2 ? { ...entry, by: 'mallory' } : entry)) });
    const { findings } = await verifySnapshot(itemsOfTable('treasury-test'));
    expect(findings).toEqual([{ item: 'instruction#inv-1', version: 3, problem: expect.any(String) }]);
  });

  test('an entry that was taken out', async () => {
    const { history } = await write('inv-1');
    await change({ history: history.filter(({ version }) => version !== 4) });
    expect((await verifySnapshot(itemsOfTable('treasury-test'))).findings).toMatchObject([{ version: 4 }]);
  });

  test('another last entry', async () => {
    const { history } = await write('inv-1');
    await change({ history: history.slice(0, -1) });
    expect((await verifySnapshot(itemsOfTable('treasury-test'))).findings).toMatchObject([
      { problem: 'the status is not the one that the history ends with' },
    ]);
  });

  test('an approval that nobody gave', async () => {
    const { approvals, version } = await write('inv-1');
    const forged = { ...approvals[0], by: 'mallory@example.com' };
    await change({ approvals: [...approvals, forged] });
    expect((await verifySnapshot(itemsOfTable('treasury-test'))).findings).toEqual([
      { item: 'instruction#inv-1', version, problem: 'its approvals are not those that the history tells of' },
    ]);
  });

  test('another amount', async () => {
    await write('inv-1');
    await change({ content: withdrawal('inv-1', { quantity: amount('1') }) });
    expect((await verifySnapshot(itemsOfTable('treasury-test'))).findings).toMatchObject([
      { problem: 'the content is not the one that its digest was made from' },
    ]);
  });

  test('another person in the history of a whitelist entry', async () => {
    const { id, history } = await activeEntry(openWhitelist(ledger.table));
    const forged = history.map((entry) => (entry.step === 'confirm' ? { ...entry, by: 'mallory' } : entry));
    const set = { history: forged };
    await ledger.table.update(`whitelist#${id}`, { set, condition: 'attribute_exists(pk)', values: {} });
    const { findings } = await verifySnapshot(itemsOfTable('treasury-test'));
    expect(findings).toEqual([{ item: `whitelist#${id}`, problem: expect.any(String) }]);
  });

  test('and such an item is not worked with', async () => {
    const { history, content } = await write('inv-1');
    await change({ history: history.slice(1) });
    const store = openInstructionStore(ledger.table, randomUUID);
    await expect(store.get(content.instructionId)).rejects.toMatchObject({ code: 'item-corrupt' });
  });
});

describe('an export', () => {
  const lines = async () => (await ledger.dump()).map((item) => JSON.stringify({ Item: marshall(item) })).join('\n');

  test.each(['data.json', 'data.json.gz'])('is read from %s', async (name) => {
    await write('inv-1');
    const file = path.join(folder, name);
    const text = await lines();
    await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text);
    expect(await verifySnapshot(itemsOfExport(file))).toEqual({ instructions: 1, entries: 0, findings: [] });
  });

  test('that is none is refused with its line', async () => {
    const file = path.join(folder, 'none.json');
    await writeFile(file, `${await lines()}\n{"item": {}}\n`);
    await expect(verifySnapshot(itemsOfExport(file))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('line 2'),
    });
  });
});
