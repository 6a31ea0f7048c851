import { expect, test } from '@jest/globals';
import { TestExchange } from './support/client.ts';

/** The documented limits, measured to the millisecond. */
const limits = { jitterMs: 0 };
const account = '/api/v1/account';

test.each([
  ['query', 500, 20, (exchange: TestExchange) => exchange.get('read', account)],
  ['transfer', 1_000, 10, (exchange: TestExchange) => exchange.transfer({ quantity: '1' })],
  [
    'order',
    100,
    30,
    (exchange: TestExchange) => exchange.call('trade', 'DELETE', '/api/v1/spot/order', { orderId: '1' }),
  ],
])('a client that keeps to the %s rate is never refused', async (_pace, everyMs, calls, call) => {
  await using exchange = await TestExchange.start({ limits });
  for (let count = 0; count < calls; count += 1) {
    expect((await call(exchange)).status).not.toBe(429);
    exchange.clock.advance(everyMs);
  }
});

test('a second of queries may come at once, one more is answered 429', async () => {
  await using exchange = await TestExchange.start({ limits });
  expect((await exchange.get('read', account)).status).toBe(200);
  expect((await exchange.get('read', account)).status).toBe(200);
  const reply = await exchange.get('read', account);
  expect({ status: reply.status, code: reply.code }).toEqual({ status: 429, code: '0003' });
});

test('a strict exchange takes not even two queries at once', async () => {
  await using exchange = await TestExchange.start({ limits: { ...limits, strict: true } });
  expect((await exchange.get('read', account)).status).toBe(200);
  exchange.clock.advance(499);
  expect((await exchange.get('read', account)).status).toBe(429);
});

test('one that counts in any second lets two queries come at once, and the third a second after the first', async () => {
  await using exchange = await TestExchange.start({ limits: { sliding: true, jitterMs: 50 } });
  const statusAfter = async (ms: number) => {
    exchange.clock.advance(ms);
    return (await exchange.get('read', account)).status;
  };
  expect([await statusAfter(0), await statusAfter(0), await statusAfter(950), await statusAfter(0)]).toEqual([
    200, 200, 200, 200,
  ]);
  expect(await statusAfter(949)).toBe(429);
});

test('two transfers within a second are one too many, and the second moves nothing', async () => {
  await using exchange = await TestExchange.start({ limits });
  expect((await exchange.transfer()).status).toBe(200);
  exchange.clock.advance(999);
  expect((await exchange.transfer()).status).toBe(429);
  expect(exchange.running.exchange.records.transfers).toHaveLength(1);
});

test('arrivals may be a little closer together than the rate, but not for long', async () => {
  await using exchange = await TestExchange.start({ limits: { jitterMs: 500 } });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await exchange.transfer({ quantity: '1' })).status);
    exchange.clock.advance(700);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test('a blocked key is refused everything for a minute, other keys nothing', async () => {
  await using exchange = await TestExchange.start({ limits });
  for (let count = 0; count < 3; count += 1) await exchange.get('read', account);
  exchange.clock.advance(59_999);
  expect((await exchange.get('read', account)).status).toBe(429);
  expect((await exchange.get('trade', account)).status).toBe(200);
  exchange.clock.advance(1);
  expect((await exchange.get('read', account)).status).toBe(200);
});

test('who ignores 429 is banned with its address, whatever the key, even from public calls', async () => {
  await using exchange = await TestExchange.start({ limits: { ...limits, ignoredMax: 3 } });
  const statuses: number[] = [];
  for (let count = 0; count < 7; count += 1) statuses.push((await exchange.get('read', account)).status);
  expect(statuses).toEqual([200, 200, 429, 429, 429, 429, 418]);
  expect((await exchange.get('trade', account)).status).toBe(418);
  expect((await exchange.send('GET', '/api/v1/time')).status).toBe(418);
  exchange.clock.advance(120_000);
  expect((await exchange.get('trade', account)).status).toBe(200);
});

test('public calls have no limit', async () => {
  await using exchange = await TestExchange.start({ limits });
  for (let count = 0; count < 50; count += 1) {
    expect((await exchange.send('GET', '/api/v1/time')).status).toBe(200);
  }
});

test('what a key asked for is counted, with its weight', async () => {
  await using exchange = await TestExchange.start({ limits });
  for (let count = 0; count < 3; count += 1) await exchange.get('read', account);
  const { apiKey } = exchange.running.keys.read;
  expect(exchange.running.exchange.records.traffic.get(apiKey)).toEqual({ requests: 3, weight: 15, limited: 1 });
});
