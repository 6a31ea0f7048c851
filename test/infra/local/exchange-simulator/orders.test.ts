import { describe, expect, test } from '@jest/globals';
import { fields, type Params, TestExchange } from './support/client.ts';

const path = '/api/v1/spot/order';
const limitBuy: Params = { symbol: 'ETHUSDT', side: 'BUY', type: 'LIMIT', quantity: '0.01', price: '3000' };
const marketBuy: Params = { symbol: 'ETHUSDT', side: 'BUY', type: 'MARKET' };
const marketSell: Params = { symbol: 'ETHUSDT', side: 'SELL', type: 'MARKET', quantity: '1' };

describe('a limit order', () => {
  test('stays open and locks what it may cost', async () => {
    await using exchange = await TestExchange.start();
    const order = fields(await exchange.post('trade', path, { ...limitBuy, newClientOrderId: 'o-1' }));
    expect(order).toMatchObject({
      clientOrderId: 'o-1',
      status: 'NEW',
      origQty: '0.01',
      executedQty: '0',
      price: '3000',
    });
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('24970');
    const found = await exchange.get('read', path, { origClientOrderId: 'o-1' });
    expect(fields(found)).toMatchObject({ orderId: order.orderId, status: 'NEW', time: order.transactTime });
  });

  test('gives everything back when it is canceled, once', async () => {
    await using exchange = await TestExchange.start();
    const { orderId } = fields(await exchange.post('trade', path, limitBuy));
    const params = { orderId: String(orderId) };
    expect(fields(await exchange.call('trade', 'DELETE', path, params))).toMatchObject({ status: 'CANCELED' });
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('25000');
    expect((await exchange.call('trade', 'DELETE', path, params)).code).toBe(-1142);
  });

  test('with a client order id that was used is refused', async () => {
    await using exchange = await TestExchange.start();
    await exchange.post('trade', path, { ...limitBuy, newClientOrderId: 'o-1' });
    expect((await exchange.post('trade', path, { ...limitBuy, newClientOrderId: 'o-1' })).code).toBe(-1141);
  });
});

describe('a market order', () => {
  test('sells at the price of the symbol', async () => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.post('trade', path, marketSell);
    expect(fields(reply)).toMatchObject({ status: 'FILLED', executedQty: '1', timeInForce: 'IOC' });
    expect(await exchange.free(exchange.trading, 'ETH')).toBe('9');
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('28250');
  });

  test('buys for so much cash on v1, and gives back what is too little for another step', async () => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.post('trade', path, { ...marketBuy, quantity: '20' });
    expect(fields(reply)).toMatchObject({ status: 'FILLED', executedQty: '0.0061', origQty: '0', reqAmount: '20' });
    expect(await exchange.free(exchange.trading, 'ETH')).toBe('10.0061');
    expect(await exchange.free(exchange.trading, 'USDT')).toBe('24980.175');
  });

  test('buys so much of the coin on v1.1, or for an amount, but not both', async () => {
    await using exchange = await TestExchange.start();
    const v11 = '/api/v1.1/spot/order';
    const byQuantity = await exchange.post('trade', v11, { ...marketBuy, quantity: '1' });
    const byAmount = await exchange.post('trade', v11, { ...marketBuy, amount: '3250' });
    expect(fields(byQuantity)).toMatchObject({ executedQty: '1' });
    expect(fields(byAmount)).toMatchObject({ executedQty: '1' });
    expect((await exchange.post('trade', v11, { ...marketBuy, amount: '1', quantity: '1' })).code).toBe(-1129);
  });

  test('is in the fund statement and cannot be canceled', async () => {
    await using exchange = await TestExchange.start();
    const { orderId } = fields(await exchange.post('trade', path, marketSell));
    const now = exchange.clock.now();
    const asked = { type: 'trade', startTime: String(now - 1_000), endTime: String(now) };
    expect(await exchange.list('/api/v1/account/balanceFlow', asked)).toMatchObject([{ orderId, netVaAmount: '1' }]);
    expect((await exchange.call('trade', 'DELETE', path, { orderId: String(orderId) })).code).toBe(-1139);
  });
});

test('a test order is checked and does nothing', async () => {
  await using exchange = await TestExchange.start();
  expect((await exchange.post('trade', '/api/v1/spot/orderTest', limitBuy)).json).toEqual({});
  expect((await exchange.post('trade', '/api/v1/spot/orderTest', { ...limitBuy, side: 'buy' })).code).toBe(-1117);
  expect(exchange.running.exchange.records.orders).toEqual([]);
});

const wrong: readonly (readonly [why: string, params: Params, code: string | number])[] = [
  ['of an unknown symbol', { symbol: 'ETHBTC' }, '0201'],
  ['without a symbol', { symbol: '' }, '0001'],
  ['of an unknown side', { side: 'buy' }, -1117],
  ['of an unknown type', { type: 'STOP' }, '0206'],
  ['of an unknown time in force', { timeInForce: 'GTX' }, -1115],
  ['without a price', { price: '' }, '0207'],
  ['with too many decimals in its price', { price: '3000.001' }, '0209'],
  ['without a quantity', { quantity: '' }, '0001'],
  ['with a quantity finer than the step', { quantity: '0.00001' }, -1126],
  ['above the maximum', { quantity: '200.0001' }, -1135],
  ['of too little value', { price: '99.99' }, -1140],
  ['beyond the balance', { quantity: '8.3334' }, '0401'],
];
test.each(wrong)('an order %s is refused and locks nothing', async (_why, params, code) => {
  await using exchange = await TestExchange.start();
  expect((await exchange.post('trade', path, { ...limitBuy, ...params })).code).toBe(code);
  expect(await exchange.free(exchange.trading, 'USDT')).toBe('25000');
});

test('an order that is not there is not found, and one must be named', async () => {
  await using exchange = await TestExchange.start();
  expect((await exchange.get('read', path, { orderId: '1' })).code).toBe('0211');
  expect((await exchange.call('trade', 'DELETE', path, { clientOrderId: 'x' })).code).toBe(-1143);
  expect((await exchange.get('read', path)).code).toBe('0001');
});
