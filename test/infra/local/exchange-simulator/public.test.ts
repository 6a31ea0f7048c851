import { createConnection } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { fields, TestExchange } from './support/client.ts';

describe('without a key', () => {
  test('the exchange answers a ping and tells its time as a number', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.send('GET', '/api/v1/ping')).json).toEqual({});
    expect((await exchange.send('GET', '/api/v1/time')).json).toEqual({ serverTime: exchange.clock.now() });
  });

  test('coins are listed with chains by names that requests do not take, and fiat with none', async () => {
    await using exchange = await TestExchange.start();
    const info = fields(await exchange.send('GET', '/api/v1/exchangeInfo'));
    const coin = v.looseObject({ coinId: v.string(), chainTypes: v.array(v.looseObject({ chainType: v.string() })) });
    const coins = v.parse(v.array(coin), info.coins);
    const chains = Object.fromEntries(coins.map((each) => [each.coinId, each.chainTypes.map((c) => c.chainType)]));
    expect(chains).toMatchObject({ BTC: ['Bitcoin'], USDT: ['ERC20', 'TRC20'], USD: [], HKD: [] });
    expect(coins.find((each) => each.coinId === 'USDT')?.chainTypes[0]).toEqual({
      chainType: 'ERC20',
      withdrawFee: '1',
      minWithdrawQuantity: '5',
      maxWithdrawQuantity: '1000000',
      minDepositQuantity: '1',
      allowDeposit: true,
      allowWithdraw: true,
    });
  });

  test('symbols are listed with every filter, and can be narrowed to one', async () => {
    await using exchange = await TestExchange.start();
    const info = fields(await exchange.send('GET', '/api/v1/exchangeInfo?symbol=ETHUSDT'));
    const symbol = v.object({ symbol: v.string(), filters: v.array(v.looseObject({ filterType: v.string() })) });
    const [only, ...others] = v.parse(v.array(symbol), info.symbols);
    expect(others).toEqual([]);
    expect(only?.symbol).toBe('ETHUSDT');
    expect(only?.filters.map((filter) => filter.filterType)).toEqual([
      'PRICE_FILTER',
      'LOT_SIZE',
      'MIN_NOTIONAL',
      'TRADE_AMOUNT',
      'LIMIT_TRADING',
      'MARKET_TRADING',
      'OPEN_QUOTE',
    ]);
  });
});

test('an unknown path gets a page in HTML that calls itself JSON', async () => {
  await using exchange = await TestExchange.start();
  const response = await fetch(`${exchange.running.url}/api/v1/account/types`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.text()).toMatch(/^<html>/);
});

test('a known path with another method is an unsupported operation', async () => {
  await using exchange = await TestExchange.start();
  expect((await exchange.send('POST', '/api/v1/time')).code).toBe(-1020);
});

test('a body that is too large is refused', async () => {
  await using exchange = await TestExchange.start();
  const reply = await exchange.send('POST', '/api/v1/account/withdraw', { body: 'x'.repeat(65_537) });
  expect(reply.status).toBe(413);
});

test('a caller that goes away in the middle of a request does no harm', async () => {
  await using exchange = await TestExchange.start();
  const { port } = new URL(exchange.running.url);
  await new Promise<void>((resolve) => {
    const socket = createConnection(Number(port), '127.0.0.1', () => {
      socket.write('POST /api/v1/account/withdraw HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf');
      setImmediate(() => socket.destroy());
    });
    socket.on('close', () => resolve());
  });
  expect((await exchange.send('GET', '/api/v1/ping')).status).toBe(200);
});

test('two exchanges know nothing of each other', async () => {
  await using one = await TestExchange.start();
  await using two = await TestExchange.start();
  await one.transfer();
  expect(two.running.exchange.records.transfers).toEqual([]);
});
