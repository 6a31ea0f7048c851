import { describe, expect, test } from '@jest/globals';
import { fields, hmac, type Params, TestExchange } from './support/client.ts';

describe('an internal transfer', () => {
  test('moves the funds at once and says when, as a number', async () => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.transfer({ quantity: '1250.5', clientOrderId: 'sweep-1', remark: 'sweep-1' });
    expect(fields(reply)).toEqual({
      success: true,
      timestamp: exchange.clock.now(),
      clientOrderId: 'sweep-1',
      orderId: expect.stringMatching(/^\d{19}$/),
    });
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('23749.5');
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('6250.5');
  });

  test('may move all there is, and not a millionth more', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.transfer({ quantity: '25000.000001' })).code).toBe(-1161);
    expect((await exchange.transfer({ quantity: '25000' })).status).toBe(200);
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('0');
  });

  test('beyond the balance is refused with the code that the options say', async () => {
    for (const [transferShortfall, code] of [
      ['0401', '0401'],
      ['-4003', -4003],
    ] as const) {
      await using exchange = await TestExchange.start({ transferShortfall });
      expect((await exchange.transfer({ quantity: '25001' })).code).toBe(code);
    }
  });

  test('moves fiat between accounts too', async () => {
    await using exchange = await TestExchange.start();
    const fiat = exchange.account('fiat');
    await exchange.transfer({ fromAccountId: fiat, toAccountId: exchange.trading, coin: 'USD', quantity: '0.01' });
    expect(await exchange.free(exchange.trading, 'USD')).toBe('10000.01');
  });

  test('takes its parameters from the query as well', async () => {
    await using exchange = await TestExchange.start();
    const params = { fromAccountId: exchange.trading, toAccountId: exchange.custody, coin: 'BTC', quantity: '0.5' };
    const text = new URLSearchParams({ ...params, timestamp: String(exchange.clock.now()) }).toString();
    const secret = exchange.running.keys.transfer;
    const signature = hmac('secretKey' in secret ? secret.secretKey : '', text);
    const headers = { 'X-HK-APIKEY': secret.apiKey };
    const target = `/api/v1/account/assetTransfer?${text}&signature=${signature}`;
    expect((await exchange.send('POST', target, { headers })).status).toBe(200);
  });

  const wrong: readonly (readonly [why: string, params: Params, code: string | number])[] = [
    ['without a source', { fromAccountId: '' }, '0001'],
    ['without a target', { toAccountId: '' }, '0001'],
    ['without a coin', { coin: '' }, '0001'],
    ['without a quantity', { quantity: '' }, '0001'],
    ['from an account that is not ours', { fromAccountId: '1' }, -1172],
    ['to an account that is not ours', { toAccountId: '1' }, -1173],
    ['to the account it comes from', { toAccountId: '1649292498437183232' }, -1174],
    ['of an unknown coin', { coin: 'DOGE' }, -4001],
    ['of nothing', { quantity: '0' }, -1130],
    ['of less than nothing', { quantity: '-1' }, -1130],
    ['of an exponent', { quantity: '1e2' }, -1130],
    ['of more decimals than the coin has', { quantity: '1.0000001' }, -1130],
    ['with a remark of 129 characters', { remark: 'x'.repeat(129) }, -5030],
    ['with a client order id of 65 characters', { clientOrderId: 'x'.repeat(65) }, -5030],
  ];
  test.each(wrong)('%s is refused and moves nothing', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.transfer(params);
    expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code });
    expect(exchange.running.exchange.records.transfers).toEqual([]);
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('25000');
  });
});

describe('a repeated client order id', () => {
  const id = { clientOrderId: 'sweep-1' };

  test('is refused with -1024 and moves nothing more', async () => {
    await using exchange = await TestExchange.start();
    await exchange.transfer(id);
    expect((await exchange.transfer(id)).code).toBe(-1024);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5100');
  });

  test('can be answered again, but not with other content', async () => {
    await using exchange = await TestExchange.start({ duplicates: 'replay' });
    const first = await exchange.transfer(id);
    expect((await exchange.transfer(id)).text).toBe(first.text);
    expect((await exchange.transfer({ ...id, quantity: '101' })).code).toBe(-1024);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5100');
  });

  test('can be executed again', async () => {
    await using exchange = await TestExchange.start({ duplicates: 'execute' });
    await exchange.transfer(id);
    await exchange.transfer(id);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5200');
  });

  test('is free again after a refusal, and never asked of transfers without one', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.transfer({ ...id, quantity: '999999' })).code).toBe(-1161);
    expect((await exchange.transfer(id)).status).toBe(200);
    expect((await exchange.transfer()).status).toBe(200);
    expect((await exchange.transfer()).status).toBe(200);
  });
});
