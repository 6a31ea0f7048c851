import { describe, expect, test } from '@jest/globals';
import { fields, type Params, TestExchange } from './support/client.ts';

const usual: Params = {
  bankAccount: '0128750123456',
  asset: 'USD',
  amount: '1000',
  clientOrderId: 'f-1',
  remark: 'f-1',
};

function withdraw(exchange: TestExchange, params: Params = {}) {
  return exchange.post('fiat', '/api/v1/account/fiat/withdraw', { ...usual, ...params });
}

function history(exchange: TestExchange, params: Params = {}) {
  const now = exchange.clock.now();
  const asked = { type: 'withdraw', startTime: String(now - 10_000), endTime: String(now), ...params };
  return exchange.list('/api/v1/account/fiat/history', asked);
}

describe('a fiat withdrawal', () => {
  test('is taken on, processed and done; its net amount is the whole debit', async () => {
    await using exchange = await TestExchange.start();
    const createdTime = String(exchange.clock.now());
    const reply = fields(await withdraw(exchange));
    expect(reply).toEqual({ success: true, orderId: expect.stringMatching(/^FW\d{18}$/), clientOrderId: 'f-1' });
    const expected = {
      orderId: reply.orderId,
      type: 'withdraw',
      remark: 'f-1',
      asset: 'USD',
      grossAmount: '1000',
      netAmount: '1025',
      fee: '25',
      status: 'under_review',
      createdTime,
      updatedTime: createdTime,
      channel: 'auto',
      clientOrderId: 'f-1',
    };
    expect(await history(exchange)).toEqual([expected]);
    exchange.clock.advance(1_000);
    expect(await history(exchange)).toMatchObject([{ status: 'processing' }]);
    exchange.clock.advance(1_000);
    const updatedTime = String(exchange.clock.now());
    expect(await history(exchange)).toEqual([{ ...expected, status: 'successful', updatedTime }]);
    expect(await exchange.free(exchange.account('fiat'), 'USD')).toBe('248975');
  });

  test('is in the fund statement once it is done', async () => {
    await using exchange = await TestExchange.start();
    await withdraw(exchange);
    exchange.clock.advance(2_000);
    const now = exchange.clock.now();
    const asked = { type: 'fiatWithdraw', startTime: String(now - 5_000), endTime: String(now), clientOrderId: 'f-1' };
    expect(await exchange.list('/api/v1/account/balanceFlow', asked)).toMatchObject([
      { netFiatAmount: '1000', fiatCcy: 'USD', fiatBalance: '248975', fee: '25' },
    ]);
  });

  test('with a repeated client order id is refused', async () => {
    await using exchange = await TestExchange.start();
    await withdraw(exchange);
    expect((await withdraw(exchange)).code).toBe(-1024);
  });

  const wrong: readonly (readonly [why: string, params: Params, code: string | number])[] = [
    ['without a bank account', { bankAccount: '' }, '0001'],
    ['without a currency', { asset: '' }, '0001'],
    ['without an amount', { amount: '' }, '0001'],
    ['to a bank account that is none', { bankAccount: '?' }, -4000],
    ['to a bank account that is not bound', { bankAccount: '999999999999' }, -4004],
    ['of crypto', { asset: 'USDT' }, -4001],
    ['of more decimals than cents', { amount: '1000.001' }, -1168],
    ['below the minimum', { amount: '99.99' }, -4002],
    ['beyond the balance', { amount: '249975.01' }, -4003],
    ['with a remark of 129 characters', { remark: 'x'.repeat(129) }, -5030],
  ];
  test.each(wrong)('%s is refused and moves nothing', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    expect((await withdraw(exchange, params)).code).toBe(code);
    expect(await exchange.free(exchange.account('fiat'), 'USD')).toBe('250000');
  });
});

describe('a fiat withdrawal that comes to nothing', () => {
  test.each(['failed', 'return'])(
    'is processed, then %s, with the money back and no line in the statement',
    async (status) => {
      await using exchange = await TestExchange.start();
      await exchange.plan({ kind: 'failed-fiat-withdrawal', status });
      expect(fields(await withdraw(exchange))).toMatchObject({ success: true });
      expect(await exchange.free(exchange.account('fiat'), 'USD')).toBe('248975');
      exchange.clock.advance(1_000);
      expect(await history(exchange)).toMatchObject([{ status: 'processing' }]);
      exchange.clock.advance(1_000);
      expect(await history(exchange)).toMatchObject([{ status }]);
      expect(await exchange.free(exchange.account('fiat'), 'USD')).toBe('250000');
      const now = exchange.clock.now();
      const asked = { type: 'fiatWithdraw', startTime: String(now - 5_000), endTime: String(now) };
      expect(await exchange.list('/api/v1/account/balanceFlow', asked)).toEqual([]);
    },
  );
});

describe('the fiat history', () => {
  test('gives no longer page than the exchange gives', async () => {
    await using exchange = await TestExchange.start({ pageMax: 2 });
    for (const clientOrderId of ['f-1', 'f-2', 'f-3']) await withdraw(exchange, { clientOrderId });
    expect(await history(exchange, { limit: '100' })).toHaveLength(2);
  });

  test('shows deposits apart, and can be narrowed', async () => {
    await using exchange = await TestExchange.start();
    exchange.running.exchange.receive({ coin: 'HKD', quantity: '500' });
    await withdraw(exchange);
    expect(await history(exchange, { type: 'deposit' })).toMatchObject([
      { type: 'deposit', asset: 'HKD', grossAmount: '500', netAmount: '500', status: 'successful' },
    ]);
    expect(await history(exchange, { clientOrderId: 'f-1' })).toHaveLength(1);
    expect(await history(exchange, { clientOrderId: 'f-2' })).toHaveLength(0);
    expect(await history(exchange, { status: 'successful' })).toHaveLength(0);
    expect(await history(exchange, { channel: 'manual' })).toHaveLength(0);
  });

  test.each([
    ['no type', { startTime: '1', endTime: '2' }, '0001'],
    ['another type', { type: 'gift', startTime: '1', endTime: '2' }, -1177],
    ['no start', { type: 'deposit', endTime: '2' }, '0001'],
    ['no end', { type: 'deposit', startTime: '1' }, '0001'],
  ])('refuses %s', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('read', '/api/v1/account/fiat/history', { ...params })).code).toBe(code);
  });
});
