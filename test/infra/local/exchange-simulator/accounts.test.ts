import { describe, expect, test } from '@jest/globals';
import { fields, TestExchange } from './support/client.ts';

const dayMs = 86_400_000;

describe('balances', () => {
  test('are of the trading account where none is named', async () => {
    await using exchange = await TestExchange.start();
    const named = await exchange.get('read', '/api/v1/account', { accountId: exchange.trading });
    const reply = await exchange.get('read', '/api/v1/account');
    expect(reply.text).toBe(named.text);
    expect(fields(reply)).toMatchObject({ userId: '1649292498437183231' });
    expect(fields(reply).balances).toContainEqual({
      asset: 'USDT',
      assetId: 'USDT',
      assetName: 'USDT',
      total: '25000',
      free: '25000',
      locked: '0',
    });
  });

  test('of an account that is not ours are refused', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('read', '/api/v1/account', { accountId: '1' })).code).toBe('0104');
  });

  test('begin as the options say', async () => {
    await using exchange = await TestExchange.start({ balances: { custody: { BTC: '0.00000001' } } });
    expect(await exchange.free(exchange.custody, 'BTC')).toBe('0.00000001');
    expect(await exchange.free(exchange.trading, 'USDT')).toBeUndefined();
  });
});

test('the accounts of the customer are told with numbers for types and text for ids', async () => {
  await using exchange = await TestExchange.start();
  const rows = await exchange.list('/api/v1/account/type');
  expect(rows.map(({ accountId, accountType }) => [accountId, accountType])).toEqual([
    [exchange.trading, 1],
    [exchange.account('fiat'), 6],
    [exchange.custody, 5],
    [exchange.account('prefund'), 9],
  ]);
});

describe('balances at the end of a day', () => {
  async function usdtOf(exchange: TestExchange, reportDate: string): Promise<unknown> {
    const reply = await exchange.get('read', '/api/v1/account/eodBalance', { reportDate });
    const { balances } = fields(reply);
    return Array.isArray(balances) ? balances.find((row) => row.asset === 'USDT')?.total : reply.code;
  }

  test('are kept for a week', async () => {
    await using exchange = await TestExchange.start();
    await exchange.transfer({ quantity: '1000' });
    exchange.clock.advance(dayMs);
    await exchange.transfer({ quantity: '1000' });
    expect(await usdtOf(exchange, '2026-09-22')).toBe('25000');
    expect(await usdtOf(exchange, '2026-09-23')).toBe('24000');
    exchange.clock.advance(6 * dayMs);
    expect(await usdtOf(exchange, '2026-09-23')).toBe('24000');
    expect(await usdtOf(exchange, '2026-09-24')).toBe('23000');
    expect(await usdtOf(exchange, '2026-09-22')).toBe(-1130);
  });

  test.each([
    ['+00:00', 20],
    ['+08:00', 12],
    ['-05:00', 1],
    ['+05:30', 14.5],
  ] as const)('end by the clocks of %s', async (dayZone, hoursLeft) => {
    await using exchange = await TestExchange.start({ dayZone });
    const date = dayZone === '-05:00' ? '2026-09-22' : '2026-09-23';
    exchange.clock.advance(hoursLeft * 3_600_000 - 1);
    await exchange.transfer({ quantity: '1' });
    expect(await usdtOf(exchange, date)).toBe(-1130);
    exchange.clock.advance(1);
    await exchange.transfer({ quantity: '2' });
    expect(await usdtOf(exchange, date)).toBe('24999');
  });

  test('do not have what happens at the very end of the day', async () => {
    // Sent before the day began that its end is to close.
    const endAfterMs = 36 * 3_600_000;
    await using exchange = await TestExchange.start({ withdrawalTimings: { progressAfterMs: 1, endAfterMs } });
    await exchange.withdraw();
    exchange.clock.advance(3 * dayMs);
    const usdt = async (reportDate: string) => {
      const asked = { reportDate, accountId: exchange.custody };
      const { balances } = fields(await exchange.get('read', '/api/v1/account/eodBalance', asked));
      return Array.isArray(balances) ? balances.find((row) => row.asset === 'USDT')?.total : undefined;
    };
    expect([await usdt('2026-09-24'), await usdt('2026-09-25')]).toEqual(['5000', '4899']);
  });

  test.each(['2026-09-23', '2026-09-15', '22/09/2026'])('of %s cannot be had', async (date) => {
    await using exchange = await TestExchange.start();
    expect(await usdtOf(exchange, date)).toBe(-1130);
  });
});

test('a key says whose it is', async () => {
  await using exchange = await TestExchange.start();
  expect((await exchange.get('trade', '/api/v1/account/checkApiKey')).json).toEqual({ accountType: 'master' });
});

test('fee rates are told for the symbols asked for, with a code inside the success', async () => {
  await using exchange = await TestExchange.start();
  const reply = await exchange.get('read', '/api/v1/account/vipInfo', { symbols: 'ETHUSDT,BTCUSDT' });
  expect(fields(reply)).toMatchObject({ code: 0, data: [{ symbol: 'ETHUSDT' }, { symbol: 'BTCUSDT' }] });
  expect((await exchange.get('read', '/api/v1/account/vipInfo')).code).toBe('0001');
  expect((await exchange.get('read', '/api/v1/account/vipInfo', { symbols: 'X' })).code).toBe(-1130);
});
