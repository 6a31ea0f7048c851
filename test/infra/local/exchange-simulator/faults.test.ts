import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { eventually } from '../../../support/eventually.ts';
import { fields, TestExchange } from './support/client.ts';

const withdrawPath = '/api/v1/account/withdraw';
const withdrawOrdersPath = '/api/v1/account/withdrawOrders';
const faultsPath = '/simulator/faults';

const rowsSchema = v.array(v.record(v.string(), v.unknown()));

function executed(exchange: TestExchange): number {
  return exchange.running.exchange.records.withdrawals.length;
}

describe('faults of the connection', () => {
  test('a lost answer: executed, and the caller learns nothing', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'lost-answer', path: withdrawPath });
    await expect(exchange.withdraw()).rejects.toThrow();
    expect(executed(exchange)).toBe(1);
  });

  test('a lost request: nothing is done', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'lost-request', path: withdrawPath });
    await expect(exchange.withdraw()).rejects.toThrow();
    expect(executed(exchange)).toBe(0);
    expect((await exchange.withdraw()).status).toBe(200);
  });

  test('a request held up is judged when it arrives', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'delay', ms: 2_000, path: withdrawPath });
    const reply = exchange.withdraw();
    await eventually(() => (exchange.running.exchange.faults.list().length === 0 ? true : undefined));
    exchange.clock.advance(5_001);
    expect((await reply).code).toBe(-1021);
    expect(executed(exchange)).toBe(0);
  });

  test('an answer held up was executed before', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'delay', ms: 40, when: 'after', path: withdrawPath });
    const reply = exchange.withdraw();
    await eventually(() => (executed(exchange) === 1 ? true : undefined));
    exchange.clock.advance(5_001);
    expect((await reply).status).toBe(200);
  });

  test('a delay does not keep the simulator from closing', async () => {
    const exchange = await TestExchange.start();
    await exchange.plan({ kind: 'delay', ms: 3_600_000 });
    const reply = exchange.withdraw();
    setTimeout(() => exchange.running.close(), 20);
    await expect(reply).rejects.toThrow();
  });
});

describe('faults of the answer', () => {
  test.each([
    ['error-executed', 503, 1],
    ['error-not-executed', 503, 0],
  ])('%s', async (kind, status, count) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind, status, path: withdrawPath });
    expect((await exchange.withdraw()).status).toBe(status);
    expect(executed(exchange)).toBe(count);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('garbage, executed: %s', async (isExecuted, count) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'garbage', executed: isExecuted, path: withdrawPath });
    const reply = await exchange.withdraw();
    expect({ status: reply.status, json: reply.json }).toEqual({ status: 200, json: undefined });
    expect(executed(exchange)).toBe(count);
  });

  test.each([
    [502, true, 1],
    [404, false, 0],
  ])('HTML with %i, executed: %s', async (status, isExecuted, count) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'html', status, executed: isExecuted, path: withdrawPath });
    const reply = await exchange.withdraw();
    expect(reply.status).toBe(status);
    expect(reply.text).toMatch(/^<html>/);
    expect(executed(exchange)).toBe(count);
  });

  test.each([
    [-1006, -1006],
    ['-4013', -4013],
    ['0003', '0003'],
  ])('the code %s, without execution', async (code, answered) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'code', code, path: withdrawPath });
    const reply = await exchange.withdraw();
    expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code: answered });
    expect(executed(exchange)).toBe(0);
  });

  test('maintenance goes on for its time, however many ask', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'maintenance', ms: 10_000 });
    for (let count = 0; count < 5; count += 1) expect((await exchange.withdraw()).code).toBe(-1101);
    expect((await exchange.send('GET', '/api/v1/time')).code).toBe(-1101);
    exchange.clock.advance(10_000);
    expect((await exchange.withdraw()).status).toBe(200);
  });

  test('a rate limit blocks the key, and only that one', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'rate-limit', path: withdrawPath, ms: 5_000 });
    expect((await exchange.withdraw()).status).toBe(429);
    expect((await exchange.withdraw()).status).toBe(429);
    expect((await exchange.transfer()).status).toBe(200);
    exchange.clock.advance(5_000);
    expect((await exchange.withdraw()).status).toBe(200);
    expect(executed(exchange)).toBe(1);
  });
});

describe('faults of the records', () => {
  test('what a request makes shows up late', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'lag', ms: 30_000, path: withdrawPath });
    await exchange.withdraw();
    const flow = async () => {
      const now = exchange.clock.now();
      const asked = { type: 'withdraw', startTime: String(now - 60_000), endTime: String(now) };
      return exchange.list('/api/v1/account/balanceFlow', asked);
    };
    exchange.clock.advance(29_999);
    expect([await exchange.list(withdrawOrdersPath), await flow()]).toEqual([[], []]);
    exchange.clock.advance(1);
    expect([(await exchange.list(withdrawOrdersPath)).length, (await flow()).length]).toEqual([1, 1]);
  });

  test('a list is behind', async () => {
    await using exchange = await TestExchange.start();
    await exchange.withdraw();
    exchange.clock.advance(10_000);
    await exchange.plan({ kind: 'lag', ms: 10_001, path: withdrawOrdersPath });
    expect(await exchange.list(withdrawOrdersPath)).toEqual([]);
    expect(await exchange.list(withdrawOrdersPath)).toHaveLength(1);
  });

  test('a withdrawal is accepted and fails in the end', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'failed-withdrawal', reason: 'ASSET_FROZEN_FAILED', path: withdrawPath });
    expect((await exchange.withdraw()).status).toBe(200);
    exchange.clock.advance(2_000);
    expect(await exchange.list(withdrawOrdersPath)).toMatchObject([
      { status: 'failed', failedReason: 'ASSET_FROZEN_FAILED' },
    ]);
  });

  test.each([
    ['rate-limit', 429, { 'retry-after': undefined }, {}],
    ['rate-limit of 20 s', 429, { 'retry-after': '20' }, { ms: 19_500, retryAfter: 'seconds' }],
    ['ban', 418, { 'retry-after': '600' }, { status: 418, ms: 600_000, retryAfter: 'seconds' }],
  ])('a %s is answered %d, and names how long where it is asked to', async (_what, status, named, fault) => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'rate-limit', path: withdrawPath, ...fault });
    const reply = await exchange.withdraw();
    expect({ status: reply.status, named: { 'retry-after': reply.headers.get('retry-after') ?? undefined } }).toEqual({
      status,
      named,
    });
    expect((await exchange.withdraw({ clientOrderId: 'b' })).status).toBe(status);
    exchange.clock.advance(600_000);
    expect((await exchange.withdraw({ clientOrderId: 'c' })).status).toBe(200);
  });

  test('a rate-limit names a date by its own clock, not before its end', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'rate-limit', path: withdrawPath, ms: 20_000, retryAfter: 'date' });
    const since = exchange.clock.now();
    const { headers } = await exchange.withdraw();
    const named = Date.parse(headers.get('retry-after') ?? '') - since;
    expect(named).toBeGreaterThanOrEqual(20_000);
    expect(named).toBeLessThan(21_000);
    expect(Date.parse(headers.get('date') ?? '')).toBe(since - (since % 1_000));
  });

  test.each([
    ['/api/v1/account', 'balances', 'asset', 'USDT'],
    ['/api/v1/account', 'balances', 'asset', 'DOGE'],
    ['/api/v1/exchangeInfo', 'coins', 'coinId', 'USDT'],
  ])('one row of %s in %s is not as documented, and the others are', async (path, list, field, coin) => {
    await using exchange = await TestExchange.start();
    const rowsOf = async () => v.parse(rowsSchema, fields(await exchange.get('read', path))[list]);
    const before = await rowsOf();
    await exchange.plan({ kind: 'odd-row', path, coin, value: 'negative' });
    const after = await rowsOf();
    expect(after.filter((row) => row[field] === coin).map((row) => Object.values(row).includes('-1.5'))).toEqual([
      true,
    ]);
    const others = (rows: typeof after) => rows.filter((row) => row[field] !== coin);
    expect(others(after)).toEqual(others(before));
    expect(await rowsOf()).toEqual(before);
  });

  test('a deposit that is not as documented is one more', async () => {
    await using exchange = await TestExchange.start();
    const path = '/api/v1/account/depositOrders';
    await exchange.plan({ kind: 'odd-row', path, value: 'null' });
    expect(v.parse(rowsSchema, (await exchange.get('read', path)).json)).toEqual([
      expect.objectContaining({ coin: 'DOGE', quantity: null }),
    ]);
  });

  test('another deposit address is told', async () => {
    await using exchange = await TestExchange.start();
    const address = async () => {
      const reply = await exchange.get('whitelist', '/api/v1/account/deposit/address', { coin: 'USDT' });
      return fields(reply).address;
    };
    const usual = await address();
    await exchange.plan({ kind: 'changed-address', times: 2 });
    const changed = await address();
    expect(changed).not.toBe(usual);
    expect(await address()).toBe(changed);
    expect(await address()).toBe(usual);
  });
});

describe('planning', () => {
  test('tells what was planned, lists what is left, and forgets it', async () => {
    await using exchange = await TestExchange.start();
    const planned = { kind: 'error-executed', path: withdrawPath, times: 2, status: 502 };
    expect((await exchange.plan({ kind: 'error-executed', path: withdrawPath, times: 2 })).json).toEqual({ planned });
    await exchange.withdraw();
    expect((await exchange.send('GET', faultsPath)).json).toEqual({ faults: [{ ...planned, times: 1 }] });
    expect((await exchange.send('DELETE', faultsPath)).json).toEqual({ faults: [] });
    expect((await exchange.withdraw({ clientOrderId: 'b' })).status).toBe(200);
  });

  test('one request meets one fault, in the order they were planned', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'code', code: -1101, path: withdrawPath });
    await exchange.plan({ kind: 'lost-request', path: withdrawPath });
    expect((await exchange.withdraw()).code).toBe(-1101);
    await expect(exchange.withdraw()).rejects.toThrow();
    expect((await exchange.withdraw()).status).toBe(200);
  });

  test('a fault meets its own path and method only', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'error-not-executed', path: '/api/v1/spot/order', method: 'POST' });
    expect((await exchange.get('read', '/api/v1/spot/order', { orderId: '1' })).status).toBe(400);
    expect((await exchange.withdraw()).status).toBe(200);
    expect((await exchange.post('trade', '/api/v1/spot/order')).status).toBe(502);
  });

  test.each([
    ['an unknown kind', { kind: 'explosion' }, 'kind'],
    ['no kind', { path: withdrawPath }, 'kind'],
    ['an unknown field', { kind: 'lost-answer', sometimes: true }, 'sometimes'],
    ['a field of another kind', { kind: 'lost-answer', ms: 5 }, 'ms'],
    ['a path that is none', { kind: 'lost-answer', path: 'withdraw' }, 'path'],
    ['an unknown method', { kind: 'lost-answer', method: 'get' }, 'method'],
    ['no times at all', { kind: 'lost-answer', times: 0 }, 'times'],
    ['half a time', { kind: 'lost-answer', times: 0.5 }, 'times'],
    ['a delay without its time', { kind: 'delay' }, 'ms'],
    ['a delay of more than an hour', { kind: 'delay', ms: 3_600_001 }, 'ms'],
    ['a status that is no server error', { kind: 'error-executed', status: 404 }, 'status'],
    ['a code that is not documented', { kind: 'code', code: -99 }, 'code'],
    ['a wait in another form', { kind: 'rate-limit', retryAfter: 'minutes' }, 'retryAfter'],
    ['a reason that does not exist', { kind: 'failed-withdrawal', reason: 'LOST' }, 'reason'],
    ['a list', [], ''],
  ])('refuses %s and names the field', async (_why, fault, field) => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.plan(fault);
    expect(reply.status).toBe(400);
    expect(fields(reply).error).toMatchObject({
      details: expect.arrayContaining([expect.objectContaining({ field })]),
    });
    expect(exchange.running.exchange.faults.list()).toEqual([]);
  });

  test.each([
    [{ kind: 'lost-answer', path: '/api/v1/account/withdrawal' }, 'path', 'is no path of the exchange'],
    [{ kind: 'lost-answer', path: withdrawPath, method: 'GET' }, 'path', 'takes no GET'],
    [{ kind: 'changed-address', path: withdrawPath }, 'path', 'never meets a request that can show changed-address'],
    [{ kind: 'failed-withdrawal', method: 'GET' }, 'method', 'never meets a request that can show failed-withdrawal'],
    [{ kind: 'unknown-status', path: '/api/v1/account/balanceFlow' }, 'path', 'never meets a request that can show'],
    [{ kind: 'empty-list', path: withdrawPath }, 'path', 'never meets a request that can show empty-list'],
  ])('refuses one that can never hit: %j', async (fault, field, reason) => {
    await using exchange = await TestExchange.start();
    const planned = () => exchange.running.exchange.faults.plan(fault);
    expect(planned).toThrow(`${field}: ${reason}`);
    expect(exchange.running.exchange.faults.list()).toEqual([]);
  });

  test('keeps one for a request that shows it', async () => {
    await using exchange = await TestExchange.start();
    await exchange.plan({ kind: 'failed-withdrawal' });
    await exchange.get('read', withdrawOrdersPath);
    expect(exchange.running.exchange.faults.list()).toHaveLength(1);
    expect((await exchange.withdraw()).status).toBe(200);
    expect(exchange.running.exchange.faults.list()).toEqual([]);
  });

  test('refuses what is no JSON, and other methods', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.send('POST', faultsPath, { body: '{' })).status).toBe(400);
    expect((await exchange.send('PUT', faultsPath)).status).toBe(405);
  });

  test('holds no more than a thousand', async () => {
    await using exchange = await TestExchange.start();
    for (let count = 0; count < 1_000; count += 1) exchange.running.exchange.faults.plan({ kind: 'lost-answer' });
    expect((await exchange.plan({ kind: 'lost-answer' })).status).toBe(400);
  });
});
