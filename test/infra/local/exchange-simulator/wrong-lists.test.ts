import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { faultSchema } from '../../../../infra/local/exchange-simulator/faults/fault.ts';
import { type Params, TestExchange } from './support/client.ts';

/* Lists that do not show what is there. Money and balances are as they are; only what a list says is wrong. */
const withdrawPath = '/api/v1/account/withdraw';
const transferPath = '/api/v1/account/assetTransfer';
const fiatPath = '/api/v1/account/fiat/withdraw';
const lists = {
  withdrawal: '/api/v1/account/withdrawOrders',
  'fiat-withdrawal': '/api/v1/account/fiat/history',
  'asset-transfer': '/api/v1/account/balanceFlow',
} as const;
type Kind = keyof typeof lists;
const kinds: readonly Kind[] = ['withdrawal', 'fiat-withdrawal', 'asset-transfer'];
const minute = 60_000;

const posts: Readonly<Record<Kind, string>> = {
  withdrawal: withdrawPath,
  'fiat-withdrawal': fiatPath,
  'asset-transfer': transferPath,
};

const name = 'invoice-1';

/** One order of each kind. */
async function makeOrders(exchange: TestExchange): Promise<void> {
  const names = { clientOrderId: name, remark: name };
  const payment = { bankAccount: '0128750123456', asset: 'USD', amount: '100', ...names };
  await exchange.withdraw();
  await exchange.post('fiat', fiatPath, payment);
  await exchange.transfer(names);
}

/** What a list shows of the last hour. */
function rowsOf(exchange: TestExchange, kind: Kind): Promise<Record<string, unknown>[]> {
  const now = exchange.clock.now();
  const window = { startTime: String(now - 60 * minute), endTime: String(now) };
  const asked: Readonly<Record<Kind, Params>> = {
    withdrawal: window,
    'fiat-withdrawal': { type: 'withdraw', ...window },
    'asset-transfer': { type: 'transfer', ...window },
  };
  return exchange.list(lists[kind], asked[kind]);
}

describe('late-time', () => {
  const timeOf = ({ time, createdTime, transactTime }: Record<string, unknown>) =>
    Number(time ?? createdTime ?? transactTime);

  test.each(kinds)('%s: the order shows so much later, with a time that is so much later', async (kind) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'late-time', ms: 7 * minute, path: posts[kind] });
    const takenAt = exchange.clock.now();
    await makeOrders(exchange);
    exchange.clock.advance(7 * minute - 1);
    expect(await rowsOf(exchange, kind)).toEqual([]);
    exchange.clock.advance(1);
    expect((await rowsOf(exchange, kind)).map(timeOf)).toEqual([takenAt + 7 * minute]);
  });

  test('moves the money at once all the same', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'late-time', ms: 7 * minute, path: withdrawPath });
    await exchange.withdraw();
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('4899');
  });
});

describe('empty-list', () => {
  test.each(kinds)('%s: the list shows nothing, for so many reads', async (kind) => {
    await using exchange = await TestExchange.start();
    await makeOrders(exchange);
    await exchange.plan({ kind: 'empty-list', path: lists[kind], times: 2 });
    const seen = [await rowsOf(exchange, kind), await rowsOf(exchange, kind), await rowsOf(exchange, kind)];
    expect(seen.map(({ length }) => length)).toEqual([0, 0, 1]);
  });
});

describe('altered-rows', () => {
  test.each<[Kind, string, string]>([
    ['withdrawal', 'quantity', '99.5'],
    ['fiat-withdrawal', 'grossAmount', '99.5'],
    ['asset-transfer', 'netTransferAmount', '99.5'],
  ])('%s: our names in capitals, and %s less a fee', async (kind, field, quantity) => {
    await using exchange = await TestExchange.start();
    await makeOrders(exchange);
    const [plain] = await rowsOf(exchange, kind);
    await exchange.plan({ kind: 'altered-rows', path: lists[kind] });
    const [row] = await rowsOf(exchange, kind);
    expect(plain).toMatchObject({ remark: name });
    expect(row).toEqual({
      ...plain,
      remark: 'INVOICE-1',
      ...(plain?.clientOrderId === undefined ? {} : { clientOrderId: 'INVOICE-1' }),
      [field]: quantity,
    });
  });
});

describe('contradicting-row', () => {
  test.each<[Kind]>([['withdrawal'], ['fiat-withdrawal']])('%s: the last end, and the other one', async (kind) => {
    await using exchange = await TestExchange.start();
    await makeOrders(exchange);
    exchange.clock.advance(minute);
    await exchange.plan({ kind: 'contradicting-row', path: lists[kind] });
    const rows = await rowsOf(exchange, kind);
    expect(rows.map(({ status }) => status)).toEqual(['successful', 'failed']);
    expect(rows[0]).toEqual({ ...rows[1], status: 'successful' });
  });

  test('the other end of one that failed is that it was successful', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'failed-withdrawal', path: withdrawPath });
    await exchange.withdraw();
    exchange.clock.advance(minute);
    await exchange.plan({ kind: 'contradicting-row', path: lists.withdrawal });
    const statuses = (await rowsOf(exchange, 'withdrawal')).map(({ status }) => status);
    expect(statuses).toEqual(['failed', 'successful']);
  });

  test('nothing is added to orders that are on their way', async () => {
    await using exchange = await TestExchange.start();
    await makeOrders(exchange);
    await exchange.plan({ kind: 'contradicting-row', path: lists.withdrawal });
    expect(await rowsOf(exchange, 'withdrawal')).toHaveLength(1);
  });
});

describe('unknown-status', () => {
  test.each<[Kind]>([['withdrawal'], ['fiat-withdrawal']])('%s: by a word that is in no document', async (kind) => {
    await using exchange = await TestExchange.start();
    await makeOrders(exchange);
    await exchange.plan({ kind: 'unknown-status', path: lists[kind] });
    await exchange.plan({ kind: 'unknown-status', path: lists[kind], status: 'refunded' });
    expect((await rowsOf(exchange, kind)).map(({ status }) => status)).toEqual(['on_hold']);
    expect((await rowsOf(exchange, kind)).map(({ status }) => status)).toEqual(['refunded']);
    expect((await rowsOf(exchange, kind)).map(({ status }) => status)).toEqual(['under_review']);
  });
});

describe('other-accounts', () => {
  test('the key sees accounts, and none of them is ours', async () => {
    await using exchange = await TestExchange.start();
    const ours = await exchange.list('/api/v1/account/type');
    await exchange.plan({ kind: 'other-accounts', path: '/api/v1/account/type' });
    const others = await exchange.list('/api/v1/account/type');
    expect(others).toHaveLength(ours.length);
    const ids = new Set(ours.map(({ accountId }) => accountId));
    expect(others.filter(({ accountId }) => ids.has(accountId))).toEqual([]);
    expect(await exchange.list('/api/v1/account/type')).toEqual(ours);
  });
});

describe('a list that is refused', () => {
  test.each(['empty-list', 'altered-rows', 'contradicting-row'])('%s leaves its answer as it is', async (kind) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind, path: lists.withdrawal });
    const reply = await exchange.get('read', lists.withdrawal, { startTime: '2', endTime: '1' });
    expect(reply.status).toBe(400);
  });
});

describe('every kind of fault', () => {
  const all = faultSchema.options.map(({ entries }) => entries.kind.literal);
  const root = path.resolve(import.meta.dirname, '../../../..');

  test('is named where a kind is asked for that does not exist', async () => {
    await using exchange = await TestExchange.start();
    const { text } = await exchange.plan({ kind: 'explosion' });
    expect(all.filter((kind) => !text.includes(kind))).toEqual([]);
  });

  test('is in docs/local-stack.md', () => {
    const page = readFileSync(path.join(root, 'docs/local-stack.md'), 'utf8');
    expect(all.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
  });

  test('has a test', () => {
    const files = ['faults', 'fiat', 'flow-faults', 'records', 'wrong-lists'].map(
      (file) => `test/infra/local/exchange-simulator/${file}.test.ts`,
    );
    const tests = files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('');
    expect(all.filter((kind) => !tests.includes(`'${kind}'`))).toEqual([]);
  });
});
