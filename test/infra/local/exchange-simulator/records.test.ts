import { describe, expect, test } from '@jest/globals';
import { fields, TestExchange } from './support/client.ts';

const balanceFlowPath = '/api/v1/account/balanceFlow';
const withdrawOrdersPath = '/api/v1/account/withdrawOrders';
const dayMs = 86_400_000;

/** The last hour, and one to come. */
function window(exchange: TestExchange) {
  const now = exchange.clock.now();
  return { startTime: String(now - 3_600_000), endTime: String(now + 3_600_000) };
}

/** Three transfers, a second apart. */
async function withTransfers(options = {}) {
  const exchange = await TestExchange.start(options);
  for (const clientOrderId of ['a', 'b', 'c']) {
    await exchange.transfer({ clientOrderId, remark: `for-${clientOrderId}` });
    exchange.clock.advance(1_000);
  }
  return exchange;
}

describe('the fund statement', () => {
  test('shows a transfer with both balances after it', async () => {
    await using exchange = await TestExchange.start();
    const { orderId } = fields(await exchange.transfer({ clientOrderId: 'a', remark: 'r' }));
    expect(await exchange.list(balanceFlowPath, { type: 'transfer', ...window(exchange) })).toEqual([
      {
        id: expect.stringMatching(/^\d{19}$/),
        fromAccountId: exchange.trading,
        toAccountId: exchange.custody,
        type: 'Transfer',
        netTransferAmount: '100',
        transferCcy: 'USDT',
        fromAccountBalance: '24900',
        toAccountBalance: '5100',
        orderId,
        remark: 'r',
        transactTime: String(exchange.clock.now()),
        clientOrderId: 'a',
      },
    ]);
  });

  test('rises in time, and goes on after the cursor', async () => {
    await using exchange = await withTransfers();
    const asked = { type: 'transfer', ...window(exchange), limit: '2' };
    const first = await exchange.list(balanceFlowPath, asked);
    expect(first.map((row) => row.clientOrderId)).toEqual(['a', 'b']);
    const rest = await exchange.list(balanceFlowPath, { ...asked, beginId: String(first[1]?.id) });
    expect(rest.map((row) => row.clientOrderId)).toEqual(['c']);
  });

  test('can be narrowed by id, remark and account', async () => {
    await using exchange = await withTransfers();
    const asked = { type: 'transfer', ...window(exchange) };
    expect(await exchange.list(balanceFlowPath, { ...asked, clientOrderId: 'b' })).toHaveLength(1);
    expect(await exchange.list(balanceFlowPath, { ...asked, remark: 'for-c' })).toHaveLength(1);
    expect(await exchange.list(balanceFlowPath, { ...asked, accountId: exchange.custody })).toHaveLength(3);
    expect(await exchange.list(balanceFlowPath, { ...asked, accountId: exchange.account('fiat') })).toHaveLength(0);
  });

  test('shows a withdrawal once it is done, unsigned, with its client order id', async () => {
    await using exchange = await TestExchange.start();
    await exchange.withdraw();
    exchange.clock.advance(1_999);
    expect(await exchange.list(balanceFlowPath, { type: 'withdraw', ...window(exchange) })).toEqual([]);
    exchange.clock.advance(1);
    expect(await exchange.list(balanceFlowPath, { type: 'withdraw', ...window(exchange) })).toMatchObject([
      { type: 'Withdraw', netVaAmount: '100', vaCcy: 'USDT', vaChainType: 'ETH', vaBalance: '4899', fee: '1' },
    ]);
  });

  test('never shows a failed withdrawal', async () => {
    await using exchange = await TestExchange.start({ failedReason: 'KYT_FAILED' });
    await exchange.withdraw();
    exchange.clock.advance(10_000);
    expect(await exchange.list(balanceFlowPath, { type: 'withdraw', ...window(exchange) })).toEqual([]);
  });

  test('shows deposits of crypto and of fiat apart', async () => {
    await using exchange = await TestExchange.start();
    exchange.running.exchange.receive({ coin: 'USDT', chain: 'Tron', quantity: '50' });
    exchange.running.exchange.receive({ coin: 'USD', quantity: '70' });
    expect(await exchange.list(balanceFlowPath, { type: 'deposit', ...window(exchange) })).toMatchObject([
      { type: 'Deposit', netVaAmount: '50', vaChainType: 'Tron', vaBalance: '5050' },
    ]);
    expect(await exchange.list(balanceFlowPath, { type: 'fiatDeposit', ...window(exchange) })).toMatchObject([
      { netFiatAmount: '70', fiatCcy: 'USD', fiatBalance: '250070' },
    ]);
  });

  test.each(['trade', 'fiatWithdraw', 'reversal', 'refund'])('knows the type %s', async (type) => {
    await using exchange = await TestExchange.start();
    expect(await exchange.list(balanceFlowPath, { type, ...window(exchange) })).toEqual([]);
  });

  test.each([
    ['transfer', 30],
    ['withdraw', 30],
    ['trade', 7],
  ])('gives %s of %i days at a time and no more', async (type, days) => {
    await using exchange = await TestExchange.start();
    const end = exchange.clock.now();
    const asked = { type, startTime: String(end - days * dayMs), endTime: String(end) };
    expect(await exchange.list(balanceFlowPath, asked)).toEqual([]);
    expect((await exchange.get('read', balanceFlowPath, { ...asked, endTime: String(end + 1) })).code).toBe(-2027);
  });

  test.each([
    ['left-out', ['b']],
    ['refused', -2027],
  ] as const)('has 30 days, and what is older is %s', async (oldFlow, expected) => {
    await using exchange = await TestExchange.start({ oldFlow });
    await exchange.transfer({ clientOrderId: 'a' });
    const start = exchange.clock.now();
    exchange.clock.advance(1);
    await exchange.transfer({ clientOrderId: 'b' });
    exchange.clock.advance(30 * dayMs);
    const asked = { type: 'transfer', startTime: String(start), endTime: String(start + dayMs) };
    const { code, json } = await exchange.get('read', balanceFlowPath, asked);
    const rows = Array.isArray(json) ? json.map((row) => row.clientOrderId) : code;
    expect(rows).toEqual(expected);
    expect(await exchange.list(balanceFlowPath, { ...asked, startTime: String(start + 1) })).toHaveLength(1);
  });

  test('finds lines that were put in out of order', async () => {
    await using exchange = await withTransfers();
    const { movements } = exchange.running.exchange.records;
    const [a] = movements;
    if (a === undefined) throw new TypeError('there is no transfer');
    movements.push({ ...a, id: '7', time: a.time - 1, row: { ...a.row, id: '7' } });
    const rows = await exchange.list(balanceFlowPath, { type: 'transfer', ...window(exchange) });
    expect(rows.map(({ clientOrderId }) => clientOrderId)).toEqual(['a', 'b', 'c', 'a']);
    const asked = { type: 'transfer', startTime: String(a.time - 1), endTime: String(a.time) };
    expect((await exchange.list(balanceFlowPath, asked)).map(({ id }) => id)).toEqual([a.id, '7']);
    expect(await exchange.list(balanceFlowPath, { ...asked, beginId: '7' })).toHaveLength(1);
  });

  test.each([
    ['none', 'on-top', '100'],
    ['none', 'within', '101'],
    ['minus', 'on-top', '-100'],
    ['minus', 'within', '-101'],
  ] as const)('with signs %s and fees %s shows what is taken as %s', async (signs, fees, shown) => {
    await using exchange = await TestExchange.start({ flowForm: { signs, fees } });
    await exchange.withdraw();
    exchange.clock.advance(2_000);
    expect(await exchange.list(balanceFlowPath, { type: 'withdraw', ...window(exchange) })).toMatchObject([
      { netVaAmount: shown, fee: '1', vaBalance: '4899' },
    ]);
  });

  test('shows a fee in another coin than what moved', async () => {
    await using exchange = await TestExchange.start({ tradingFee: { percent: '0.1', coin: 'TRX' } });
    const order = { symbol: 'ETHUSDT', side: 'SELL', type: 'MARKET', quantity: '1' };
    await exchange.post('trade', '/api/v1/spot/order', order);
    const about = { accountId: exchange.custody, coin: 'USDT', chain: 'ETH', address: '0x' } as const;
    const costs = { quantity: '5', fee: '2', feeCoin: 'TRX' };
    exchange.running.exchange.book({ type: 'withdraw', ...about, ...costs });
    const trade = { netVaAmount: '1', vaBalance: '9', quoteAmount: '3250', quoteCcy: 'USDT', quoteBalance: '28250' };
    expect(await exchange.list(balanceFlowPath, { type: 'trade', ...window(exchange) })).toMatchObject([
      { ...trade, fee: '3.25', feeCcy: 'TRX' },
    ]);
    expect(await exchange.free(exchange.trading, 'TRX')).toBe('19996.75');
    expect(await exchange.list(balanceFlowPath, { type: 'withdraw', ...window(exchange) })).toMatchObject([
      { netVaAmount: '5', vaBalance: '4995', fee: '2', feeCcy: 'TRX' },
    ]);
    expect(await exchange.free(exchange.custody, 'TRX')).toBe('998');
  });

  test('gives trades of the last 14 days only', async () => {
    await using exchange = await TestExchange.start();
    const start = exchange.clock.now() - 14 * dayMs;
    const asked = { type: 'trade', startTime: String(start - 1), endTime: String(start + dayMs) };
    expect((await exchange.get('read', balanceFlowPath, asked)).code).toBe(-2027);
    expect(await exchange.list(balanceFlowPath, { ...asked, startTime: String(start) })).toEqual([]);
  });

  test.each([
    ['no type', { startTime: '1', endTime: '2' }, '0001'],
    ['an unknown type', { type: 'gift', startTime: '1', endTime: '2' }, -2026],
    ['no start', { type: 'transfer', endTime: '2' }, '0001'],
    ['no end', { type: 'transfer', startTime: '1' }, '0001'],
    ['an end before its start', { type: 'transfer', startTime: '2', endTime: '1' }, -1130],
    ['a time that is no number', { type: 'transfer', startTime: 'yesterday', endTime: '2' }, -1130],
    ['a limit of 0', { type: 'transfer', startTime: '1', endTime: '2', limit: '0' }, -1130],
    ['a limit over 1000', { type: 'transfer', startTime: '1', endTime: '2', limit: '1001' }, -1130],
    ['a cursor that is no number', { type: 'transfer', startTime: '1', endTime: '2', beginId: 'x' }, -1130],
  ])('refuses %s', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('read', balanceFlowPath, params)).code).toBe(code);
  });
});

describe('the list of withdrawals', () => {
  test('rises in time, holds at most the limit from its beginning, and knows no client order id', async () => {
    await using exchange = await TestExchange.start();
    for (const id of ['a', 'b', 'c']) {
      await exchange.withdraw({ clientOrderId: id, remark: id });
      exchange.clock.advance(1_000);
    }
    const all = await exchange.list(withdrawOrdersPath);
    expect(all.map((row) => row.remark)).toEqual(['a', 'b', 'c']);
    expect(all.some((row) => 'clientOrderId' in row)).toBe(false);
    expect((await exchange.list(withdrawOrdersPath, { limit: '2' })).map((row) => row.remark)).toEqual(['a', 'b']);
  });

  test('can be narrowed by coin, remark and time, whose ends are included', async () => {
    await using exchange = await TestExchange.start();
    const time = String(exchange.clock.now());
    await exchange.withdraw({ clientOrderId: 'a', remark: 'a' });
    expect(await exchange.list(withdrawOrdersPath, { remark: 'a' })).toHaveLength(1);
    expect(await exchange.list(withdrawOrdersPath, { remark: 'b' })).toHaveLength(0);
    expect(await exchange.list(withdrawOrdersPath, { coin: 'ETH' })).toHaveLength(0);
    expect(await exchange.list(withdrawOrdersPath, { startTime: time, endTime: time })).toHaveLength(1);
    expect(await exchange.list(withdrawOrdersPath, { startTime: String(Number(time) + 1) })).toHaveLength(0);
  });

  test('refuses a limit over 1000', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('read', withdrawOrdersPath, { limit: '1001' })).code).toBe(-1130);
  });
});

describe('a list by time', () => {
  test.each([
    ['both', ['a', 'b', 'c']],
    ['start', ['a', 'b']],
    ['end', ['b', 'c']],
    ['neither', ['b']],
  ])('has %s of its ends where it is asked to', async (ends, expected) => {
    await using exchange = await withTransfers();
    const [a, , c] = exchange.running.exchange.records.transfers;
    await exchange.plan({ kind: 'list-times', ends, shows: 'milliseconds' });
    const rows = await exchange.list(balanceFlowPath, {
      type: 'transfer',
      startTime: String(a?.time),
      endTime: String(c?.time),
    });
    expect(rows.map(({ clientOrderId }) => clientOrderId)).toEqual(expected);
  });

  test.each([
    ['exact', []],
    ['shown', ['a']],
  ])('shows whole seconds where it is asked to, and compares what is %s', async (compares, expected) => {
    await using exchange = await TestExchange.start();
    exchange.clock.advance(1_000 - (exchange.clock.now() % 1_000) + 700);
    await exchange.transfer({ clientOrderId: 'a' });
    const second = exchange.clock.now() - 700;
    await exchange.plan({ kind: 'list-times', compares });
    const until = { type: 'transfer', startTime: String(second - 1_000), endTime: String(second + 600) };
    const rows = await exchange.list(balanceFlowPath, until);
    expect(rows.map(({ clientOrderId }) => clientOrderId)).toEqual(expected);
    await exchange.plan({ kind: 'list-times', compares });
    const wide = await exchange.list(balanceFlowPath, { type: 'transfer', ...window(exchange) });
    expect(wide).toMatchObject([{ transactTime: String(second) }]);
  });
});

describe('ids', () => {
  test('can be sent as numbers, without losing a digit', async () => {
    await using exchange = await TestExchange.start({ numericIds: true });
    const reply = await exchange.transfer({ clientOrderId: '1234567890123456789', remark: '"orderId":"1' });
    expect(reply.text).toMatch(/"orderId":\d{19}\}/);
    expect(reply.text).toContain('"clientOrderId":"1234567890123456789"');
    const types = await exchange.get('read', '/api/v1/account/type');
    expect(types.text).toContain(`"accountId":${exchange.trading},`);
  });

  test('of withdrawals stay text', async () => {
    await using exchange = await TestExchange.start({ numericIds: true });
    expect((await exchange.withdraw()).text).toMatch(/"orderId":"W\d{18}"/);
  });
});
