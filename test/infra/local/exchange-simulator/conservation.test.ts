import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Amount, add, zero } from '../../../../functions/shared/core/amount.ts';
import { createExchange, type Exchange } from '../../../../infra/local/exchange-simulator/exchange.ts';
import type { ApiKey, Permission } from '../../../../infra/local/exchange-simulator/keys.ts';
import { hmac, listedAddress } from './support/client.ts';
import { TestClock } from './support/clock.ts';

const permissions: readonly Permission[] = ['transfer', 'withdrawal'];
const key: ApiKey = { apiKey: 'k', permissions, credential: { kind: 'hmac-sha256', secretKey: 's' } };
const accounts = ['1649292498437183232', '1649292498437183235'];

const quantity = fc.integer({ min: 1, max: 3_000_000_000 }).map((millionths) => String(millionths / 1_000_000));
const arbitraryStep = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), quantity, from: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ kind: fc.constant('withdraw' as const), quantity, fails: fc.boolean() }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
);

function post(exchange: Exchange, clock: TestClock, path: string, params: Record<string, string>): number {
  const text = new URLSearchParams({ ...params, timestamp: String(clock.now()) }).toString();
  const body = `${text}&signature=${hmac('s', text)}`;
  return exchange.handle({ method: 'POST', path, query: '', headers: { 'x-hk-apikey': 'k' }, body }).status;
}

function totalHeld(exchange: Exchange): Amount {
  const rows = [...exchange.records.balances.values()].map((coins) => coins.get('USDT'));
  return rows.reduce((sum, row) => (row === undefined ? sum : add(sum, add(row.free, row.locked))), zero);
}

test('whatever is asked in whatever order, no coin is made or lost', () => {
  fc.assert(
    fc.property(fc.array(arbitraryStep, { maxLength: 40 }), (steps) => {
      const clock = new TestClock();
      const limits = { transfersPerSecond: 10_000, ordersPerSecond: 10_000, jitterMs: 1_000_000 };
      const exchange = createExchange({ clock, keys: [key], limits });
      const before = totalHeld(exchange);
      for (const [index, each] of steps.entries()) {
        if (each.kind === 'wait') clock.advance(each.ms);
        if (each.kind === 'transfer') {
          const [fromAccountId = '', toAccountId = ''] = each.from === 0 ? accounts : accounts.toReversed();
          const params = { fromAccountId, toAccountId, coin: 'USDT', quantity: each.quantity };
          post(exchange, clock, '/api/v1/account/assetTransfer', params);
        }
        if (each.kind === 'withdraw') {
          if (each.fails) exchange.faults.plan({ kind: 'failed-withdrawal' });
          const where = { coin: 'USDT', chainType: 'ETH', address: listedAddress, clientOrderId: `w-${index}` };
          post(exchange, clock, '/api/v1/account/withdraw', { ...where, quantity: each.quantity });
        }
      }
      clock.advance(10_000);
      const left = exchange.records.withdrawals
        .filter((each) => each.status === 'successful')
        .reduce((sum, each) => add(sum, add(each.quantity, each.fee)), zero);
      expect(add(totalHeld(exchange), left)).toBe(before);
    }),
    { numRuns: 200 },
  );
});

test('the same seed and the same requests give the same answers, another seed other ids', () => {
  const run = (seed: number) => {
    const clock = new TestClock();
    const exchange = createExchange({ clock, keys: [key], seed });
    const [fromAccountId = '', toAccountId = ''] = accounts;
    const text = `fromAccountId=${fromAccountId}&toAccountId=${toAccountId}&coin=USDT&quantity=1&timestamp=${clock.now()}`;
    const query = `${text}&signature=${hmac('s', text)}`;
    const path = '/api/v1/account/assetTransfer';
    return exchange.handle({ method: 'POST', path, query, headers: { 'X-HK-APIKEY': 'k' }, body: '' });
  };
  expect(run(7)).toEqual(run(7));
  expect(run(7).body).not.toBe(run(8).body);
});
