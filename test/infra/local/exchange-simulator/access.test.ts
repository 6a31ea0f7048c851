import { describe, expect, test } from '@jest/globals';
import type { SimulatorKeyName } from '../../../../infra/local/exchange-simulator/keys.ts';
import { TestExchange } from './support/client.ts';

const keys: readonly SimulatorKeyName[] = ['read', 'transfer', 'withdrawal', 'whitelist', 'fiat', 'trade'];

/** exchange-api.md 1.3. */
const protectedRoutes: readonly (readonly [method: string, path: string, key: SimulatorKeyName])[] = [
  ['POST', '/api/v1/account/assetTransfer', 'transfer'],
  ['POST', '/api/v1/account/withdraw', 'withdrawal'],
  ['GET', '/api/v1/account/deposit/address', 'whitelist'],
  ['POST', '/api/v1/whitelist/walletSigning', 'whitelist'],
  ['POST', '/api/v1/account/whitelist/walletSigning', 'whitelist'],
  ['GET', '/api/v1/whitelist/verify', 'whitelist'],
  ['GET', '/api/v1/account/whitelist/verify', 'whitelist'],
  ['POST', '/api/v1/account/fiat/withdraw', 'fiat'],
  ['POST', '/api/v1/spot/order', 'trade'],
  ['POST', '/api/v1.1/spot/order', 'trade'],
  ['POST', '/api/v1/spot/orderTest', 'trade'],
  ['DELETE', '/api/v1/spot/order', 'trade'],
];

const openRoutes = [
  '/api/v1/account',
  '/api/v1/account/type',
  '/api/v1/account/checkApiKey',
  '/api/v1/account/withdrawOrders',
  '/api/v1/account/depositOrders',
];

describe('permissions', () => {
  test.each(protectedRoutes)('%s %s is open to the key %s alone', async (method, path, allowed) => {
    await using exchange = await TestExchange.start();
    for (const key of keys) {
      const reply = await exchange.call(key, method, path);
      // Let in, the call is refused for its parameters, all of which are missing.
      if (key === allowed) expect(reply.code).not.toBe(-1005);
      else expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code: -1005 });
    }
  });

  test.each(openRoutes)('%s may be read with any key', async (path) => {
    await using exchange = await TestExchange.start();
    for (const key of keys) expect((await exchange.get(key, path)).status).toBe(200);
  });
});

describe('the IP list of a key', () => {
  test('refuses other addresses with 0202', async () => {
    await using exchange = await TestExchange.start();
    exchange.setKey('read', { ipList: ['192.0.2.7'] });
    expect((await exchange.get('read', '/api/v1/account')).code).toBe('0202');
  });

  test('lets its own addresses in', async () => {
    await using exchange = await TestExchange.start();
    exchange.setKey('read', { ipList: ['192.0.2.7', '127.0.0.1'] });
    expect((await exchange.get('read', '/api/v1/account')).status).toBe(200);
  });
});

describe('a key that nobody uses', () => {
  const dayMs = 86_400_000;

  test('is alive after 90 days, and each use begins them anew', async () => {
    await using exchange = await TestExchange.start();
    for (let use = 0; use < 3; use += 1) {
      exchange.clock.advance(90 * dayMs);
      expect((await exchange.get('read', '/api/v1/account')).status).toBe(200);
    }
  });

  test('is dead after more than 90 days, and stays so', async () => {
    await using exchange = await TestExchange.start();
    exchange.clock.advance(90 * dayMs + 1);
    expect((await exchange.get('read', '/api/v1/account')).code).toBe('0103');
    expect((await exchange.get('read', '/api/v1/account')).code).toBe('0103');
  });

  test('is not kept alive by a wrong signature', async () => {
    await using exchange = await TestExchange.start();
    exchange.clock.advance(50 * dayMs);
    await exchange.get('read', '/api/v1/account', {}, { secretKey: 'wrong' });
    exchange.clock.advance(50 * dayMs);
    expect((await exchange.get('read', '/api/v1/account')).code).toBe('0103');
  });
});

describe('a request with several things wrong', () => {
  const stale = { timestamp: '1500000000000' };

  test('is told of the signature before the time', async () => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.get('read', '/api/v1/account', {}, { ...stale, secretKey: 'wrong' });
    expect(reply.code).toBe('0001');
  });

  test('is told of the time before the IP list', async () => {
    await using exchange = await TestExchange.start();
    exchange.setKey('read', { ipList: [] });
    expect((await exchange.get('read', '/api/v1/account', {}, stale)).code).toBe(-1021);
  });

  test('is told of the IP list before the permission', async () => {
    await using exchange = await TestExchange.start();
    exchange.setKey('read', { ipList: [] });
    expect((await exchange.post('read', '/api/v1/account/assetTransfer')).code).toBe('0202');
  });

  test('is told of the permission before two-factor', async () => {
    await using exchange = await TestExchange.start();
    exchange.setKey('read', { totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    expect((await exchange.post('read', '/api/v1/account/withdraw')).code).toBe(-1005);
  });

  test('is told of two-factor before its parameters', async () => {
    await using exchange = await TestExchange.start();
    exchange.setKey('withdrawal', { totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    expect((await exchange.post('withdrawal', '/api/v1/account/withdraw')).code).toBe(-4016);
  });
});
