import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { iso } from '../../../functions/shared/core/clock.ts';
import { registryHeadKey } from '../../../functions/shared/core/item-keys.ts';
import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import { BucketUnavailableError, type StatementObjects } from '../../../functions/statements/statement-objects.ts';
import { day, hour, type StatementFixture, startStatements } from './statement-fixture.ts';

let at: StatementFixture;

/** Only custody, so that a run is short. The days before the first run are made already. */
beforeEach(async () => {
  at = await startStatements(['custody']);
  await at.run();
});
afterEach(() => at.close());

const deposit = (quantity = '12.5') => at.exchange.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity });
const movements = () => at.exchange.exchange.records.movements;
const told = (type: string) => at.events.filter((event) => event.type === type).map(({ detail }) => detail);
const lastDate = async () => (await at.run()).results.find(({ account }) => account === 'custody')?.date;
const written = async (date: string) =>
  parseStatement((await at.objects.get(`statements/custody/${date}.jsonl`)) ?? '');

describe('a statement', () => {
  test('has every movement of its day, adds up, and says the same in the bucket and in the table', async () => {
    const { orderId, address, txId } = deposit();
    at.endDay();
    expect(await lastDate()).toBe('2026-11-20');
    expect(at.reports).toEqual([]);
    expect(await at.store.readStatement('custody', '2026-11-20')).toMatchObject({
      state: 'complete',
      rowCount: 1,
      coins: expect.arrayContaining([expect.objectContaining({ coin: 'USDT', movements: '12.5', difference: '0' })]),
      remarks: [],
    });
    const { rows } = await at.store.readRows('custody', '2026-11-20');
    const known = { exchangeOrderId: orderId, depositAddress: address, transactionHash: txId, chain: 'ETH' };
    expect(rows).toMatchObject([{ type: 'deposit', coin: 'USDT', amount: '12.5', fee: '0', ...known }]);
    expect(await written('2026-11-20')).toMatchObject({ kind: 'complete', account: 'custody', rows });
  });

  test('is made of each day that the exchange still has, and of none that is not over for two hours', async () => {
    expect((await at.run()).results).toMatchObject([{ account: 'custody', date: '2026-11-18' }]);
    await expect(written('2026-11-14')).resolves.toMatchObject({ kind: 'complete' });
    expect(await at.store.readStatement('custody', '2026-11-13')).toBeUndefined();
    at.clock.advance(hour);
    expect(await lastDate()).toBe('2026-11-19');
  });

  test('tells what the registry of devices came to, which is kept in the table too', async () => {
    const { registry } = await written('2026-11-18');
    expect(registry).toMatchObject({ devices: 0, at: expect.any(Number) });
    const kept = await at.table.get(registryHeadKey(iso(registry?.at ?? 0)));
    expect(kept).toMatchObject({ ...registry, chains: [] });
  });

  test('is made all the same where the registry cannot be read, and reports it', async () => {
    await at.heads.put({ pk: 'directory', version: 1, rows: 'none' });
    at.endDay();
    expect(await lastDate()).toBe('2026-11-20');
    expect(await written('2026-11-20')).not.toHaveProperty('registry');
    expect(at.reports).toMatchObject([['the head of the registry of devices could not be kept', expect.anything()]]);
  });

  test('is chained to the day before', async () => {
    const summary = await at.store.readStatement('custody', '2026-11-17');
    expect(await written('2026-11-18')).toMatchObject({
      previous: summary?.state === 'complete' ? summary.digest : 'none',
    });
  });
});

describe('a movement that the fund statement lacks', () => {
  beforeEach(async () => {
    at.clock.advance(hour);
    await at.run();
  });

  test('is named by coin and amount, told once, and heals once it is there', async () => {
    deposit();
    const [row] = movements().splice(-1);
    at.endDay();
    await at.run();
    await at.run();
    expect(told('StatementDifference')).toMatchObject([
      {
        account: 'custody',
        date: '2026-11-20',
        state: 'provisional',
        differences: [{ coin: 'USDT', amount: '12.5' }],
        remarks: [
          { code: 'balance-gap', coin: 'USDT', amount: '12.5' },
          { code: 'not-in-flow', coin: 'USDT', amount: '12.5' },
        ],
      },
    ]);
    expect(await at.store.readStatement('custody', '2026-11-20')).toMatchObject({ state: 'provisional' });
    if (row !== undefined) movements().push(row);
    expect(await lastDate()).toBe('2026-11-20');
    expect(await at.store.readStatement('custody', '2026-11-20')).toMatchObject({ state: 'complete', remarks: [] });
  });

  test('is written as a difference after three days, and the next day tells of it where it came later', async () => {
    deposit();
    const late = movements().splice(-1);
    at.clock.advance(4 * day + hour);
    // No time for the next day.
    await at.run(2);
    const total = expect.objectContaining({ coin: 'USDT', movements: '0', difference: '12.5' });
    expect(await written('2026-11-20')).toMatchObject({ coins: expect.arrayContaining([total]) });
    expect(told('StatementDifference').at(-1)).toMatchObject({ state: 'complete' });
    movements().push(...late);
    await at.run();
    expect(await written('2026-11-21')).toMatchObject({
      remarks: [{ code: 'late-row', coin: 'USDT', amount: '12.5', date: '2026-11-20' }],
    });
  });
});

describe('a run that crashes', () => {
  test('between the bucket and the table is gone on with: the statement that is there counts', async () => {
    const { objects } = at;
    at.replaceObjects({
      ...objects,
      putNew: async (key, text) => {
        await objects.putNew(key, text);
        throw new BucketUnavailableError('take a statement', new Error('the answer was lost'));
      },
    });
    at.endDay();
    await at.run();
    const first = await objects.get('statements/custody/2026-11-19.jsonl');
    expect(await at.store.readStatement('custody', '2026-11-19')).toBeUndefined();
    at.replaceObjects(objects);
    at.clock.advance(hour);
    expect(await lastDate()).toBe('2026-11-20');
    expect(await objects.get('statements/custody/2026-11-19.jsonl')).toBe(first);
    expect(await at.store.readStatement('custody', '2026-11-19')).toMatchObject({ state: 'complete' });
  });

  test('and two at the same time make each day once', async () => {
    at.endDay();
    await Promise.all([at.run(), at.run()]);
    expect(at.reports).toEqual([]);
    expect(await lastDate()).toBe('2026-11-20');
    await expect(written('2026-11-20')).resolves.toMatchObject({ kind: 'complete' });
  });
});

describe('the chain', () => {
  const tampered = (objects: StatementObjects, text: string | undefined): StatementObjects => ({
    ...objects,
    get: async () => text,
  });

  test.each([
    ['is missing', undefined],
    ['has other bytes', '{"kind":"header"}\n'],
  ])('that %s stops the account, and people are told', async (what, text) => {
    at.replaceObjects(tampered(at.objects, text));
    at.endDay();
    expect(await lastDate()).toBe('2026-11-18');
    expect(told('StatementChainBroken')).toMatchObject([
      { account: 'custody', date: '2026-11-18', reason: expect.stringContaining(what) },
    ]);
  });
});

test('a day that nobody read in time is lost for good, and the next goes on from what the exchange says', async () => {
  at.clock.advance(10 * day);
  deposit();
  await at.run();
  expect(told('StatementLost').map(({ date }) => date)).toEqual([19, 20, 21, 22, 23].map((date) => `2026-11-${date}`));
  expect(await written('2026-11-23')).toMatchObject({ kind: 'lost' });
  expect(await at.store.readStatement('custody', '2026-11-23')).toMatchObject({ state: 'lost' });
  expect(await lastDate()).toBe('2026-11-28');
  expect(await written('2026-11-24')).toMatchObject({ kind: 'complete' });
});

test('a run that is out of time stops without a word, and the next one goes on', async () => {
  at.clock.advance(5 * day);
  await at.run(2);
  const first = (await at.run(2)).results[0]?.date ?? '';
  expect(at.reports).toEqual([]);
  expect(first < '2026-11-23').toBe(true);
  expect(await lastDate()).toBe('2026-11-23');
});

const requests = () =>
  [...at.exchange.exchange.records.traffic.values()].reduce((total, { requests: each }) => total + each, 0);

test('which zone the days end in is narrowed with each movement', async () => {
  at.clock.advance(20 * hour);
  deposit();
  // Two hours before and three after the end of the day in Hong Kong.
  at.clock.advance(6 * hour);
  deposit();
  at.clock.advance(2 * day);
  const [{ offsets } = { offsets: '' }] = (await at.run()).results;
  expect(offsets).toBe('+05:00 to +10:30');
});

test('reads at a fifth of the rate of its key', async () => {
  at.endDay();
  at.clock.slept.length = 0;
  const before = requests();
  const began = at.clock.now();
  await at.run();
  const reads = requests() - before;
  expect(reads).toBeGreaterThan(20);
  expect(at.clock.now() - began).toBeGreaterThanOrEqual((reads - 2) * 3_000);
});
