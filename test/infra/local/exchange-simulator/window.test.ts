import { expect, test } from '@jest/globals';
import { TestExchange } from './support/client.ts';

test.each([
  ['now', 0, undefined],
  ['999 ms ahead', 999, undefined],
  ['exactly the default window behind', -5_000, undefined],
  ['exactly its own window behind', -8_000, '8000'],
  ['exactly a short window behind', -100, '100'],
])('a timestamp %s is taken', async (_when, offset, recvWindow) => {
  await using exchange = await TestExchange.start();
  const timestamp = String(exchange.clock.now() + offset);
  const params = recvWindow === undefined ? {} : { recvWindow };
  expect((await exchange.get('read', '/api/v1/account', params, { timestamp })).status).toBe(200);
});

test.each([
  ['1000 ms ahead', 1_000, undefined],
  ['a millisecond older than the default window', -5_001, undefined],
  ['a millisecond older than its own window', -101, '100'],
  ['with a window over 8000', 0, '8001'],
  ['with a window that is no number', 0, '5s'],
])('a timestamp %s is refused with -1021', async (_when, offset, recvWindow) => {
  await using exchange = await TestExchange.start();
  const timestamp = String(exchange.clock.now() + offset);
  const params = recvWindow === undefined ? {} : { recvWindow };
  const reply = await exchange.get('read', '/api/v1/account', params, { timestamp });
  expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code: -1021 });
});

test.each([['179525583677'], ['17952558367740'], ['1795255836.77'], ['now']])(
  'the timestamp %s is not 13 digits and is refused',
  async (timestamp) => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('read', '/api/v1/account', {}, { timestamp })).code).toBe(-1021);
  },
);

test('a missing timestamp is named', async () => {
  await using exchange = await TestExchange.start();
  const reply = await exchange.get('read', '/api/v1/account', {}, { timestamp: '' });
  expect(reply.code).toBe('0001');
  expect(reply.text).toContain('timestamp');
});

test('a money call moves nothing when it arrives after its window', async () => {
  await using exchange = await TestExchange.start();
  const timestamp = String(exchange.clock.now());
  exchange.clock.advance(5_001);
  expect((await exchange.transfer({}, { timestamp })).code).toBe(-1021);
  expect((await exchange.withdraw({}, { timestamp })).code).toBe(-1021);
  expect(exchange.running.exchange.records.transfers).toEqual([]);
  expect(exchange.running.exchange.records.withdrawals).toEqual([]);
});
