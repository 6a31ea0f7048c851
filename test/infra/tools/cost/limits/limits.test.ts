import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { readWithdrawals } from '../../../../../functions/shared/exchange/records.ts';
import { type Book, emptyBook } from '../../../../../functions/shared/ledger/limits/book.ts';
import { movedMax } from '../../../../../functions/shared/ledger/limits/compact.ts';
import { reserve, settleReservation } from '../../../../../functions/shared/ledger/limits/reserve.ts';
import { decimalOf } from '../../../../../infra/tools/cost/decimal.ts';
import { exceeded, limitsOf, nearestOf } from '../../../../../infra/tools/cost/limits/limits.ts';
import { readQuotas } from '../../../../../infra/tools/cost/limits/quotas.ts';
import { fullBookBytes } from '../../../../../infra/tools/cost/model/books.ts';
import { readsByHalving } from '../../../../../infra/tools/cost/model/records-reads.ts';
import type { Workload } from '../../../../../infra/tools/cost/workload.ts';
import { manualClock, noon } from '../../../../support/clock.ts';
import { clientAt } from '../../../../support/exchange-client.ts';
import { startScriptedExchange } from '../../../../support/scripted-exchange.ts';
import { idleWorkload, sampleUsage } from '../support/sample-usage.ts';

const quotas = await readQuotas();
const limits = (workload: Partial<Workload>) => limitsOf({ ...idleWorkload, ...workload }, sampleUsage(), quotas);
const named = (name: string, workload: Partial<Workload> = {}) =>
  limits(workload)
    .find((limit) => limit.name === name)
    ?.perDay.toFixed(0);

describe('the limits', () => {
  test('begin with the exchange’s, then come ours, then AWS’s', () => {
    const order = limits({}).map(({ owner }) => owner);
    expect(order).toEqual(order.toSorted((a, b) => rank(a) - rank(b)));
  });

  test('of the exchange are a day’s slots of a key: one transfer in 1,200 ms, one order in 120 ms, one query in 600 ms', () => {
    expect(named('transfers of the transfer key')).toBe('72000');
    expect(named('orders of the withdrawal key')).toBe('720000');
    expect(named('queries of the whitelist key')).toBe('144000');
  });

  test('of the hourly look are what can be read while a tick lasts', () => {
    // 83 reads in 50 s: 32 parts of at most 49 take 63, and proving both ends 2; 64 parts would take 127.
    expect(named('queries of the read key, hourly look')).toBe(String(32 * 49 * 24));
  });

  test('of a key’s messages are its seconds, one after the other', () => {
    // 200 ms three times slower, and 300 ms for the exchange.
    expect(named('withdrawal-release, one after the other')).toBe('96000');
  });

  test('of one item lie lower the more is under way: its book is larger', () => {
    const few = Number(named('writes of one DynamoDB item', { withdrawalsPerDay: 10 }));
    const many = Number(named('writes of one DynamoDB item', { withdrawalsPerDay: 50_000 }));
    expect(many).toBeLessThan(few);
  });

  test('are all far for ten instructions a day', () => {
    expect(exceeded(limits({ withdrawalsPerDay: 7, sweepsPerDay: 3, depositAddressesPerDay: 7 }))).toEqual([]);
  });

  test('are exceeded by 100,000 withdrawals a day, and the exchange’s rate of queries is the first that is told', () => {
    const [first, ...others] = exceeded(limits({ withdrawalsPerDay: 100_000 }));
    expect(first).toMatchObject({ owner: 'the exchange', name: 'queries of the read key, hourly look' });
    expect(others.map(({ name }) => name)).toContain('reservations in doubt in one book');
  });

  test('are exceeded by 100,000 sweeps a day: one key makes one transfer a second', () => {
    const [first] = exceeded(limits({ sweepsPerDay: 100_000 }));
    expect(first?.name).toBe('transfers of the transfer key');
  });

  test('name the quota of AWS that comes next', () => {
    expect(nearestOf('AWS', limits({ withdrawalsPerDay: 700 }))?.name).toBe('Lambda functions at once, new account');
  });
});

const orderAt = (time: number) => ({
  time: String(time),
  id: `W${time}`,
  coin: 'BTC',
  address: 'x',
  quantity: '1',
  status: 'successful',
});

const rank = (owner: string): number => ['the exchange', 'ours', 'AWS'].indexOf(owner);

describe('what the model says of the code', () => {
  test.each([0, 49, 50, 120, 535, 1_500])('holds for the reads of a list with %i rows', async (count) => {
    const clock = manualClock();
    const exchange = await startScriptedExchange(() => clock.now());
    const { client, transport } = clientAt(exchange.url, clock);
    try {
      const end = noon + 1_000_000;
      const times = Array.from({ length: count }, (_, index) => noon + Math.floor(((index + 0.5) * 1_000_000) / count));
      exchange.on('/api/v1/account/withdrawOrders', ({ target }) => {
        const query = new URL(`http://x${target}`).searchParams;
        const [from, to] = [Number(query.get('startTime')), Number(query.get('endTime'))];
        return { status: 200, body: JSON.stringify(times.filter((time) => time >= from && time <= to).map(orderAt)) };
      });
      await readWithdrawals(client, { startTime: noon, endTime: end }, false);
      const asked = exchange.seen.filter(({ target }) => target.includes('/withdrawOrders'));
      expect(readsByHalving(decimalOf(count)).toFixed(0)).toBe(String(asked.length));
    } finally {
      await transport.close();
      await exchange.close();
    }
  });

  test('holds for the reservations that a book keeps', () => {
    let book: Book = emptyBook;
    for (let index = 0; index < movedMax + 20; index += 1) {
      const id = `inv-${index}#1`;
      const reserved = reserve(book, { id, quantity: amount('1') }, [], noon);
      if (reserved.kind !== 'reserved') throw new Error(reserved.kind);
      book = settleReservation(reserved.book, id, index);
    }
    expect(book.entries).toHaveLength(movedMax);
  });

  test('holds for a full book: it stays well under what an item may have', () => {
    const { quotas: values } = quotas;
    expect(fullBookBytes(sampleUsage().sizes).lt(decimalOf(values['item-bytes'].value / 4))).toBe(true);
  });
});
