import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { initialAccounts } from '../../../../infra/local/exchange-simulator/data/initial-data.ts';
import { dateIn, endOfDay } from '../../../../infra/local/exchange-simulator/day-zone.ts';
import { createExchange, type Exchange } from '../../../../infra/local/exchange-simulator/exchange.ts';
import { textOf } from '../../../support/known-books.ts';
import { listedAddress } from './support/client.ts';
import { startTime, TestClock } from './support/clock.ts';
import { ask, changesOf, dayEnd, flowOf, noLimits, onlyKey } from './support/statement-reader.ts';

const dayMs = 86_400_000;
const [trading = '', fiat = '', custody = ''] = initialAccounts.map(({ id }) => id);
const pairs = [
  [trading, custody],
  [custody, trading],
  [fiat, trading],
  [custody, fiat],
] as const;
const crypto = ['USDT', 'ETH', 'BTC'] as const;
const chains = { USDT: 'Tron', ETH: 'ETH', BTC: 'BTC' } as const;

const quantity = fc.integer({ min: 1, max: 30_000_000 }).map((units) => textOf(BigInt(units) * 100_000n));
const cents = fc.integer({ min: 1, max: 9_000_000 }).map((units) => textOf(BigInt(units) * 1_000_000n));
const step = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: dayMs / 3 }) }),
  fc.record({ kind: fc.constant('to-midnight' as const), early: fc.integer({ min: 0, max: 1 }) }),
  fc.record({
    kind: fc.constant('transfer' as const),
    pair: fc.constantFrom(...pairs),
    coin: fc.constantFrom(...crypto, 'USD'),
    quantity,
  }),
  fc.record({ kind: fc.constant('withdraw' as const), quantity, fails: fc.boolean() }),
  fc.record({
    kind: fc.constant('fiat-withdraw' as const),
    quantity: cents,
    fault: fc.constantFrom('failed', 'return', undefined),
  }),
  fc.record({
    kind: fc.constant('order' as const),
    symbol: fc.constantFrom('ETHUSDT', 'BTCUSD'),
    side: fc.constantFrom('BUY', 'SELL'),
    type: fc.constantFrom('MARKET', 'LIMIT'),
    size: fc.integer({ min: 1, max: 50 }),
  }),
  fc.record({
    kind: fc.constant('deposit' as const),
    coin: fc.constantFrom(...crypto),
    quantity,
    status: fc.constantFrom(undefined, 1, 3, 4, 8, 12, 77),
  }),
  fc.record({ kind: fc.constant('fiat-deposit' as const), quantity: cents }),
  fc.record({
    kind: fc.constant('deposit-change' as const),
    place: fc.nat(20),
    status: fc.constantFrom(3, 4, 5, 6, 7, 10, 99),
  }),
  fc.record({ kind: fc.constant('reversal' as const), quantity, gives: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface World {
  readonly exchange: Exchange;
  readonly clock: TestClock;
}

function play({ exchange, clock }: World, each: Step, index: number): void {
  const post = (path: string, params: Readonly<Record<string, string>>) =>
    ask(exchange, clock.now(), 'POST', path, params);
  switch (each.kind) {
    case 'wait':
      clock.advance(each.ms);
      return;
    case 'to-midnight':
      clock.advance(endOfDay('+08:00', clock.now()) - clock.now() - each.early);
      return;
    case 'transfer': {
      const [fromAccountId, toAccountId] = each.pair;
      post('/account/assetTransfer', { fromAccountId, toAccountId, coin: each.coin, quantity: each.quantity });
      return;
    }
    case 'withdraw': {
      if (each.fails) exchange.faults.plan({ kind: 'failed-withdrawal' });
      const where = { coin: 'USDT', chainType: 'ETH', address: listedAddress, clientOrderId: `w-${index}` };
      post('/account/withdraw', { ...where, quantity: each.quantity });
      return;
    }
    case 'fiat-withdraw':
      if (each.fault) exchange.faults.plan({ kind: 'failed-fiat-withdrawal', status: each.fault });
      post('/account/fiat/withdraw', { bankAccount: '0128750123456', asset: 'USD', amount: each.quantity });
      return;
    case 'order': {
      const { symbol, side, type, size } = each;
      const price = type === 'LIMIT' ? { price: '3000' } : {};
      post('/spot/order', { symbol, side, type, quantity: `0.0${String(size).padStart(2, '0')}1`, ...price });
      return;
    }
    case 'deposit':
      exchange.receive({
        coin: each.coin,
        chain: chains[each.coin],
        quantity: each.quantity,
        ...(each.status === undefined ? {} : { status: each.status }),
      });
      return;
    case 'fiat-deposit':
      exchange.receive({ coin: 'USD', quantity: each.quantity });
      return;
    case 'deposit-change':
      changeDeposit(exchange, each.place, each.status);
      return;
    case 'reversal':
      // So much is always there.
      exchange.book({
        type: 'reversal',
        accountId: fiat,
        coin: 'HKD',
        quantity: each.quantity,
        gives: each.gives,
        orderId: each.gives ? 'W1' : 'D1',
      });
      return;
  }
}

/** A refund takes from what is there, so the account is filled up first. */
function changeDeposit(exchange: Exchange, place: number, status: number): void {
  const { deposits } = exchange.records;
  const deposit = deposits[place % Math.max(1, deposits.length)];
  if (deposit === undefined || deposit.chain === '') return;
  exchange.receive({ coin: deposit.coin, chain: deposit.chain, quantity: deposit.quantity, status: 4 });
  exchange.changeDeposit(deposit.orderId, { status });
}

/** Each day of each account and coin: how it closed, and what the day before and its lines say. */
function checkDays({ exchange, clock }: World, zone: '+08:00' | '+00:00', firstEnd: number): void {
  const now = clock.now();
  for (let end = firstEnd + dayMs; end <= now; end += dayMs) {
    const changes = flowOf(exchange, now, end - dayMs, end - 1, 3).flatMap(changesOf);
    for (const { id } of initialAccounts) {
      const opening = dayEnd(exchange, now, id, dateIn(zone, end - dayMs - 1));
      const closing = dayEnd(exchange, now, id, dateIn(zone, end - 1));
      const expected = new Map(opening);
      for (const { account, coin, amount } of changes) {
        if (account === id) expected.set(coin, (expected.get(coin) ?? 0n) + amount);
      }
      const held = [...expected].filter(([coin, amount]) => amount !== 0n || closing.has(coin));
      expect(Object.fromEntries(held)).toEqual(Object.fromEntries(closing));
    }
  }
}

/** Line by line the balances are what the lines say. */
function checkRunningBalances({ exchange, clock }: World, zone: '+08:00' | '+00:00', firstEnd: number): void {
  const now = clock.now();
  const held = new Map(
    initialAccounts.flatMap(({ id }) =>
      [...dayEnd(exchange, now, id, dateIn(zone, firstEnd - 1))].map(([coin, value]) => [`${id} ${coin}`, value]),
    ),
  );
  for (const row of flowOf(exchange, now, firstEnd, now)) {
    const changes = changesOf(row);
    for (const { account, coin, amount } of changes) {
      held.set(`${account} ${coin}`, (held.get(`${account} ${coin}`) ?? 0n) + amount);
    }
    for (const { account, coin, after } of changes) {
      if (after !== undefined) expect(textOf(held.get(`${account} ${coin}`) ?? 0n)).toBe(after);
    }
  }
}

test('whatever happens, each day closes with what it opened with and what the fund statement says', () => {
  const worlds = fc.record({
    zone: fc.constantFrom('+08:00' as const, '+00:00' as const),
    feeCoin: fc.constantFrom('TRX', undefined),
    pageMax: fc.constantFrom(3, 1_000),
  });
  fc.assert(
    fc.property(worlds, fc.array(step, { maxLength: 60, size: 'max' }), ({ zone, feeCoin, pageMax }, steps) => {
      const clock = new TestClock();
      const tradingFee = { percent: '0.1', ...(feeCoin === undefined ? {} : { coin: feeCoin }) };
      const options = { clock, keys: [onlyKey], limits: noLimits, dayZone: zone, tradingFee, pageMax };
      const world = { clock, exchange: createExchange(options) };
      const firstEnd = endOfDay(zone, startTime) - dayMs;
      for (const [index, each] of steps.entries()) {
        const waits = each.kind === 'wait' || each.kind === 'to-midnight';
        // Days are kept for a week.
        if (!waits || clock.now() - startTime < 4 * dayMs) play(world, each, index);
      }
      clock.advance(1);
      checkDays(world, zone, firstEnd);
      if (pageMax === 1_000) checkRunningBalances(world, zone, firstEnd);
    }),
    { numRuns: 60 },
  );
});
