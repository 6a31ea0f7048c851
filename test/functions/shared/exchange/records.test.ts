import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  transferRecordsLimit,
  transferRecordsWindowMaxMs,
} from '../../../../functions/shared/exchange/endpoints/balance-flow.ts';
import { withdrawOrdersLimit } from '../../../../functions/shared/exchange/endpoints/withdraw-orders.ts';
import { readFiatWithdrawals, readTransfers, readWithdrawals } from '../../../../functions/shared/exchange/records.ts';
import { manualClock, noon } from '../../../support/clock.ts';
import { type ClientUnderTest, clientAt } from '../../../support/exchange-client.ts';
import { type ScriptedExchange, type SeenRequest, startScriptedExchange } from '../../../support/scripted-exchange.ts';

let exchange: ScriptedExchange;
let clientUnderTest: ClientUnderTest;
beforeEach(async () => {
  const clock = manualClock();
  exchange = await startScriptedExchange(() => clock.now());
  clientUnderTest = clientAt(exchange.url, clock);
});
afterEach(async () => {
  await clientUnderTest.transport.close();
  await exchange.close();
});

const query = ({ target }: SeenRequest) => new URL(`http://x${target}`).searchParams;
const json = (rows: unknown[]) => ({ status: 200, body: JSON.stringify(rows) });

/**
 * An exchange with one withdrawal each millisecond, that gives the newest `most` of a window, whatever it is asked for.
 */
function answerOrders(from: number, count: number, most: number) {
  return (request: SeenRequest) => {
    const [start, end] = [Number(query(request).get('startTime')), Number(query(request).get('endTime'))];
    const all = Array.from({ length: count }, (_, index) => from + index).filter(
      (time) => time >= start && time <= end,
    );
    return json(
      all.slice(-most).map((time) => ({
        time: String(time),
        id: `W${time}`,
        coin: 'BTC',
        address: 'x',
        quantity: '1',
        status: 'successful',
      })),
    );
  };
}

describe('withdrawals', () => {
  test.each([50, withdrawOrdersLimit])(
    'of a window that is too full for one page are all found, %i a page',
    async (most) => {
      exchange.on('/api/v1/account/withdrawOrders', answerOrders(noon, 1_250, most));
      const { records: found } = await readWithdrawals(
        clientUnderTest.client,
        { startTime: noon - 10, endTime: noon + 2_500 },
        false,
      );
      expect(new Set(found.map(({ exchangeOrderId }) => exchangeOrderId)).size).toBe(1_250);
    },
  );

  test('that do not fit a single millisecond cannot be read to their end', async () => {
    const full = json(
      Array.from({ length: withdrawOrdersLimit }, (_, index) => ({
        time: String(noon),
        id: `W${index}`,
        coin: 'BTC',
        address: 'x',
        quantity: '1',
        status: 'failed',
      })),
    );
    exchange.on('/api/v1/account/withdrawOrders', full);
    await expect(
      readWithdrawals(clientUnderTest.client, { startTime: noon, endTime: noon + 1_000 }, false),
    ).rejects.toMatchObject({
      code: 'records-incomplete',
    });
  });
});

describe('a list that must be whole', () => {
  const at = (time: number) => ({
    time: String(time),
    id: `W${time}`,
    coin: 'BTC',
    address: 'x',
    quantity: '1',
    status: 'successful',
  });
  const window = { startTime: noon, endTime: noon + 1_000 };
  const all = Array.from({ length: 30 }, (_, index) => noon + index * 10);
  const cut = (choose: (times: number[]) => number[]) => (request: SeenRequest) => {
    const [start, end] = [Number(query(request).get('startTime')), Number(query(request).get('endTime'))];
    return json(choose(all.filter((time) => time >= start && time <= end)).map(at));
  };

  test.each([
    ['the newest', (times: number[]) => times.slice(-10)],
    ['the newest, latest first', (times: number[]) => times.slice(-10).toReversed()],
    ['the earliest', (times: number[]) => times.slice(0, 10)],
  ])('is not believed where the exchange shows %s ten only', async (_what, choose) => {
    exchange.on('/api/v1/account/withdrawOrders', cut(choose));
    const { unreadable } = await readWithdrawals(clientUnderTest.client, window, true);
    expect(unreadable).toBeGreaterThan(0);
  });

  test('is whole where nothing lies before or after it', async () => {
    exchange.on(
      '/api/v1/account/withdrawOrders',
      cut((times) => times),
    );
    expect(await readWithdrawals(clientUnderTest.client, window, true)).toMatchObject({
      records: { length: 30 },
      unreadable: 0,
    });
  });

  test('is not believed where transfers come newest first and cut', async () => {
    const row = (time: number) => ({
      id: String(time),
      orderId: String(time),
      fromAccountId: '1',
      toAccountId: '2',
      transferCcy: 'USDT',
      netTransferAmount: '1',
      transactTime: String(time),
    });
    exchange.on('/api/v1/account/balanceFlow', (request) => {
      const of = (name: string) => Number(query(request).get(name));
      const found = all.filter((time) => time >= of('startTime') && time <= of('endTime') && time > of('beginId'));
      return json(found.slice(-10).map(row));
    });
    expect((await readTransfers(clientUnderTest.client, window, true)).unreadable).toBeGreaterThan(0);
  });

  test('does not count a row of another time as read', async () => {
    exchange.on('/api/v1/account/withdrawOrders', json([at(noon + 500), at(noon + 86_400_000)]));
    expect(await readWithdrawals(clientUnderTest.client, window, false)).toMatchObject({
      records: { length: 1 },
      unreadable: 1,
    });
  });
});

describe('payments to bank accounts', () => {
  const path = '/api/v1/account/fiat/history';
  const at = (time: number, orderId = `FW${time}`) => ({
    orderId,
    asset: 'USD',
    grossAmount: '1',
    status: 'successful',
    createdTime: String(time),
  });
  const window = { startTime: noon, endTime: noon + 2_000 };
  const channelOf = (request: SeenRequest) => query(request).get('channel');
  const lists = (rows: Record<string, object[]>) => (request: SeenRequest) =>
    json(rows[channelOf(request) ?? 'none'] ?? []);
  const asked = () => exchange.seen.filter(({ target }) => target.includes(path));

  test('are read from the list of each channel, as withdrawals, without any other filter', async () => {
    exchange.on(path, lists({ auto: [at(noon)], manual: [at(noon + 1)] }));
    const { records: rows, unreadable } = await readFiatWithdrawals(clientUnderTest.client, window, false);
    expect(rows.map(({ exchangeOrderId }) => exchangeOrderId)).toEqual([`FW${noon}`, `FW${noon + 1}`]);
    expect(unreadable).toBe(0);
    for (const request of asked())
      expect([...query(request).keys()].sort()).toEqual(
        expect.not.arrayContaining(['status', 'remark', 'clientOrderId']),
      );
    expect(asked().map((request) => query(request).get('type'))).toEqual(['withdraw', 'withdraw']);
  });

  test('of a window that is too full for one page are all found', async () => {
    const all = Array.from({ length: 300 }, (_, index) => noon + index);
    exchange.on(path, (request) => {
      const [start, end] = [Number(query(request).get('startTime')), Number(query(request).get('endTime'))];
      const found = channelOf(request) === 'auto' ? all.filter((time) => time >= start && time <= end) : [];
      return json(found.slice(-50).map((time) => at(time)));
    });
    const { records: rows } = await readFiatWithdrawals(clientUnderTest.client, window, false);
    expect(new Set(rows.map(({ exchangeOrderId }) => exchangeOrderId)).size).toBe(300);
  });

  test('that do not fit a single millisecond cannot be read to their end', async () => {
    const full = Array.from({ length: 50 }, (_, index) => at(noon, `FW${index}`));
    exchange.on(path, lists({ manual: full }));
    await expect(readFiatWithdrawals(clientUnderTest.client, window, false)).rejects.toMatchObject({
      code: 'records-incomplete',
    });
  });

  test('are not believed to be whole where a list was cut', async () => {
    const all = Array.from({ length: 30 }, (_, index) => noon + index * 10);
    exchange.on(path, (request) => {
      const [start, end] = [Number(query(request).get('startTime')), Number(query(request).get('endTime'))];
      const found = channelOf(request) === 'manual' ? all.filter((time) => time >= start && time <= end) : [];
      return json(found.slice(-10).map((time) => at(time)));
    });
    expect((await readFiatWithdrawals(clientUnderTest.client, window, true)).unreadable).toBeGreaterThan(0);
  });

  test('with one that cannot be read in either list say so', async () => {
    exchange.on(path, lists({ auto: [at(noon), { orderId: 'odd' }], manual: [{ orderId: 'odd' }] }));
    expect(await readFiatWithdrawals(clientUnderTest.client, window, false)).toMatchObject({
      records: { length: 1 },
      unreadable: 2,
    });
  });

  const withManual = (reply: { status: number; body: string }) => (request: SeenRequest) =>
    channelOf(request) === 'manual' ? reply : json([at(noon)]);

  test.each([
    ['a channel that it does not support', -4007],
    ['an illegal parameter', -1130],
    ['a range that it does not search', -2029],
  ])('are those of the one list where the exchange refuses the other as %s', async (_what, code) => {
    exchange.on(path, withManual({ status: 400, body: JSON.stringify({ code, msg: '' }) }));
    expect(await readFiatWithdrawals(clientUnderTest.client, window, false)).toMatchObject({
      records: { length: 1 },
      unreadable: 0,
    });
  });

  test.each([
    ['is offline for a while', { status: 400, body: '{"code":-1101,"msg":""}' }, 'exchange-refused'],
    ['is refused to our address', { status: 400, body: '{"code":"0202","msg":""}' }, 'exchange-refused'],
    ['is refused to our key', { status: 400, body: '{"code":-1005,"msg":""}' }, 'exchange-refused'],
    ['is refused for its signature', { status: 400, body: '{"code":"0001","msg":""}' }, 'exchange-refused'],
    ['is away', { status: 503, body: '' }, 'exchange-unavailable'],
    ['says nothing sensible', { status: 200, body: '{}' }, 'exchange-answer-malformed'],
  ])('are not read to their end while the other list %s', async (_what, reply, code) => {
    exchange.on(path, withManual(reply));
    await expect(readFiatWithdrawals(clientUnderTest.client, window, false)).rejects.toMatchObject({ code });
  });

  test('are not read to their end where the first list is refused', async () => {
    exchange.on(path, (request) =>
      channelOf(request) === 'auto' ? { status: 400, body: '{"code":-4007,"msg":""}' } : json([]),
    );
    await expect(readFiatWithdrawals(clientUnderTest.client, window, false)).rejects.toMatchObject({
      code: 'exchange-refused',
    });
  });
});

describe('transfers', () => {
  const row = (id: number) => ({
    id: String(id),
    orderId: String(id),
    fromAccountId: '1',
    toAccountId: '2',
    transferCcy: 'USDT',
    netTransferAmount: '1',
    transactTime: String(noon),
  });
  const answerFlow =
    (count: number, most = transferRecordsLimit) =>
    (request: SeenRequest) => {
      const begin = Number(query(request).get('beginId'));
      return json(
        Array.from({ length: count }, (_, index) => row(index + 1))
          .filter(({ id }) => Number(id) > begin)
          .slice(0, most),
      );
    };

  test('are read page by page to the end', async () => {
    exchange.on('/api/v1/account/balanceFlow', answerFlow(250));
    const { records: found } = await readTransfers(
      clientUnderTest.client,
      { startTime: noon, endTime: noon + 1_000 },
      false,
    );
    expect(found.map(({ id }) => Number(id))).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  });

  test('are read to the end also where the exchange gives fewer than it was asked for', async () => {
    exchange.on('/api/v1/account/balanceFlow', answerFlow(25, 10));
    const { records: found } = await readTransfers(
      clientUnderTest.client,
      { startTime: noon, endTime: noon + 1_000 },
      false,
    );
    expect(found).toHaveLength(25);
  });

  test('of more than 30 days are read window by window', async () => {
    exchange.on('/api/v1/account/balanceFlow', json([]));
    await readTransfers(
      clientUnderTest.client,
      { startTime: noon, endTime: noon + transferRecordsWindowMaxMs + 1 },
      false,
    );
    const windows = exchange.seen.filter(({ target }) => target.includes('balanceFlow')).map(query);
    expect(windows.map((each) => Number(each.get('endTime')) - Number(each.get('startTime')))).toEqual([
      transferRecordsWindowMaxMs,
      1,
    ]);
  });

  test('are all there when the exchange ignores the cursor, and its one page is too short to have been cut', async () => {
    exchange.on('/api/v1/account/balanceFlow', json([row(7), row(8)]));
    const { records: found } = await readTransfers(
      clientUnderTest.client,
      { startTime: noon, endTime: noon + 1 },
      false,
    );
    expect(found.map(({ id }) => id)).toEqual(['7', '8']);
  });

  test('whose cursor does not move cannot be read to their end', async () => {
    exchange.on('/api/v1/account/balanceFlow', json(Array.from({ length: transferRecordsLimit }, () => row(7))));
    await expect(
      readTransfers(clientUnderTest.client, { startTime: noon, endTime: noon + 1 }, false),
    ).rejects.toMatchObject({
      code: 'records-incomplete',
    });
  });
});
