import { describe, expect, test } from '@jest/globals';
import { fields, type Params, TestExchange } from './support/client.ts';

/* The money moves as it is told to. What the fund statement and the ends of days say of it is wrong. */
const flowPath = '/api/v1/account/balanceFlow';
const dayEndPath = '/api/v1/account/eodBalance';
const hour = 3_600_000;

function flow(exchange: TestExchange, params: Params = {}): Promise<Record<string, unknown>[]> {
  const now = exchange.clock.now();
  const window = { startTime: String(now - 48 * hour), endTime: String(now) };
  return exchange.list(flowPath, { type: 'transfer', ...window, ...params });
}

const idsOf = (rows: readonly Record<string, unknown>[]) => rows.map(({ clientOrderId }) => clientOrderId);

async function usdtAtEndOf(exchange: TestExchange, reportDate: string): Promise<unknown> {
  const { balances } = fields(await exchange.get('read', dayEndPath, { reportDate }));
  return Array.isArray(balances) ? balances.find(({ asset }) => asset === 'USDT')?.total : undefined;
}

describe('missing-flow-row', () => {
  test('a transfer never shows, and what comes after it counts on its balance', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'missing-flow-row' });
    await exchange.transfer({ clientOrderId: 'a' });
    await exchange.transfer({ clientOrderId: 'b' });
    exchange.clock.advance(24 * hour);
    expect(await flow(exchange)).toMatchObject([{ clientOrderId: 'b', fromAccountBalance: '24800' }]);
  });

  test.each([
    ['withdraw', '/api/v1/account/withdraw'],
    ['fiatWithdraw', '/api/v1/account/fiat/withdraw'],
    ['trade', '/api/v1/spot/order'],
  ])('a %s never shows', async (type, path) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'missing-flow-row', path });
    await exchange.withdraw();
    await exchange.post('fiat', '/api/v1/account/fiat/withdraw', {
      bankAccount: '0128750123456',
      asset: 'USD',
      amount: '100',
    });
    const order = { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '1' };
    await exchange.post('trade', '/api/v1/spot/order', order);
    exchange.clock.advance(hour);
    const types = ['withdraw', 'fiatWithdraw', 'trade'];
    const counts = await Promise.all(types.map(async (each) => (await flow(exchange, { type: each })).length));
    expect(counts).toEqual(types.map((each) => (each === type ? 0 : 1)));
  });

  test('of the orders of withdrawals it takes nothing away', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'missing-flow-row', path: '/api/v1/account/withdraw' });
    await exchange.withdraw();
    expect(await exchange.list('/api/v1/account/withdrawOrders')).toHaveLength(1);
  });
});

describe('late-flow-row', () => {
  test('a row of a day that is over shows up, with its own time', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'late-flow-row', ms: 13 * hour });
    await exchange.transfer({ clientOrderId: 'a' });
    const time = exchange.clock.now();
    // Midday in Hong Kong: the day is over in twelve hours.
    exchange.clock.advance(13 * hour - 1);
    expect(await flow(exchange)).toEqual([]);
    exchange.clock.advance(1);
    expect(await flow(exchange)).toMatchObject([{ clientOrderId: 'a', transactTime: String(time) }]);
  });

  test('as an option it is so for every row and every deposit', async () => {
    await using exchange = await TestExchange.start({ flowLagMs: hour });
    await exchange.transfer({ clientOrderId: 'a' });
    exchange.running.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity: '7' });
    const counts = async () => [
      (await flow(exchange)).length,
      (await flow(exchange, { type: 'deposit' })).length,
      (await exchange.list('/api/v1/account/depositOrders')).length,
    ];
    exchange.clock.advance(hour - 1);
    expect(await counts()).toEqual([0, 0, 0]);
    exchange.clock.advance(1);
    expect(await counts()).toEqual([1, 1, 1]);
  });
});

describe('repeated-flow-row', () => {
  async function withTransfers(): Promise<TestExchange> {
    const exchange = await TestExchange.start();
    for (const clientOrderId of ['a', 'b', 'c']) await exchange.transfer({ clientOrderId });
    return exchange;
  }

  test('the first page says its first row twice', async () => {
    await using exchange = await withTransfers();
    await exchange.plan({ kind: 'repeated-flow-row' });
    expect(idsOf(await flow(exchange))).toEqual(['a', 'a', 'b', 'c']);
    expect(idsOf(await flow(exchange))).toEqual(['a', 'b', 'c']);
  });

  test('a later page begins with the row that the page before it ended with', async () => {
    await using exchange = await withTransfers();
    const [, b] = await flow(exchange);
    await exchange.plan({ kind: 'repeated-flow-row' });
    expect(idsOf(await flow(exchange, { beginId: String(b?.id), limit: '2' }))).toEqual(['b', 'c']);
  });
});

describe('the end of a day', () => {
  test('wrong-day-end: a coin is so much more', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'wrong-day-end', more: '0.000001' });
    await exchange.plan({ kind: 'wrong-day-end', coin: 'BTC', more: '1' });
    const seen = [];
    for (let count = 0; count < 3; count += 1) seen.push(await usdtAtEndOf(exchange, '2026-09-22'));
    expect(seen).toEqual(['25000.000001', '25000', '25000']);
  });

  test('shifted-day-end: it is that of the day before', async () => {
    await using exchange = await TestExchange.start();
    await exchange.transfer();
    exchange.clock.advance(24 * hour);
    await exchange.plan({ kind: 'shifted-day-end' });
    expect(await usdtAtEndOf(exchange, '2026-09-23')).toBe('25000');
    expect(await usdtAtEndOf(exchange, '2026-09-23')).toBe('24900');
  });

  test('odd-row: the balance of a coin cannot be read', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'odd-row', path: dayEndPath, coin: 'USDT', value: 'empty' });
    expect(await usdtAtEndOf(exchange, '2026-09-22')).toBe('');
  });
});

describe('odd-row', () => {
  test('a row of the fund statement cannot be read', async () => {
    await using exchange = await TestExchange.start();
    await exchange.transfer({ clientOrderId: 'a' });
    await exchange.plan({ kind: 'odd-row', path: flowPath, coin: 'USDT', value: 'null' });
    expect(await flow(exchange)).toMatchObject([{ clientOrderId: 'a', netTransferAmount: null }]);
  });
});

test.each([
  [{ kind: 'missing-flow-row', path: flowPath }, 'path'],
  [{ kind: 'late-flow-row', ms: 172_800_001 }, 'ms'],
  [{ kind: 'repeated-flow-row', path: dayEndPath }, 'path'],
  [{ kind: 'wrong-day-end', more: '1e3' }, 'more'],
  [{ kind: 'shifted-day-end', path: flowPath }, 'path'],
])('a fault that could never show is refused: %j', async (fault, field) => {
  await using exchange = await TestExchange.start();
  expect(fields(await exchange.plan(fault)).error).toMatchObject({ details: [{ field }] });
});
