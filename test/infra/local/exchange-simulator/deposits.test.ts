import { describe, expect, test } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58, bech32 } from '@scure/base';
import { fields, type Params, TestExchange } from './support/client.ts';

const path = '/api/v1/account/deposit/address';

async function addressOf(exchange: TestExchange, params: Params): Promise<string> {
  return String(fields(await exchange.get('whitelist', path, params)).address);
}

describe('a deposit address', () => {
  test('comes with what a payer must know', async () => {
    await using exchange = await TestExchange.start();
    expect(fields(await exchange.get('whitelist', path, { coin: 'USDT', chainType: 'ETH' }))).toEqual({
      canDeposit: true,
      address: expect.any(String),
      addressExt: '',
      minQuantity: '1',
      needAddressTag: false,
      requiredConfirmTimes: 64,
      canWithdrawConfirmTimes: 64,
      coinType: 'ERC20_TOKEN',
    });
  });

  test('is the same each time and after a restart, another for another coin, chain or seed', async () => {
    const usdt = { coin: 'USDT', chainType: 'ETH' };
    await using one = await TestExchange.start();
    await using two = await TestExchange.start();
    await using other = await TestExchange.start({ seed: 2 });
    const address = await addressOf(one, usdt);
    expect(await addressOf(one, usdt)).toBe(address);
    expect(await addressOf(two, usdt)).toBe(address);
    expect(await addressOf(other, usdt)).not.toBe(address);
    expect(await addressOf(one, { coin: 'USDC', chainType: 'ETH' })).not.toBe(address);
  });

  test('is on Ethereum where no chain is told', async () => {
    await using exchange = await TestExchange.start();
    expect(await addressOf(exchange, { coin: 'USDT' })).toBe(
      await addressOf(exchange, { coin: 'USDT', chainType: 'ETH' }),
    );
  });

  test('carries the checksum of EIP-55 on Ethereum', async () => {
    await using exchange = await TestExchange.start();
    const address = await addressOf(exchange, { coin: 'ETH', chainType: 'ETH' });
    const plain = address.slice(2).toLowerCase();
    const hash = Buffer.from(keccak_256(Buffer.from(plain))).toString('hex');
    const capitals = [...plain].map((digit, at) =>
      '89abcdef'.includes(hash.charAt(at)) ? digit.toUpperCase() : digit,
    );
    expect(address).toBe(`0x${capitals.join('')}`);
  });

  test('is a bech32 address of version 0 on Bitcoin', async () => {
    await using exchange = await TestExchange.start();
    const { prefix, words } = bech32.decodeUnsafe(await addressOf(exchange, { coin: 'BTC', chainType: 'BTC' })) ?? {};
    expect({ prefix, version: words?.[0], length: bech32.fromWords(words?.slice(1) ?? []).length }).toEqual({
      prefix: 'bc',
      version: 0,
      length: 20,
    });
  });

  test('is base58 with prefix and checksum on Tron', async () => {
    await using exchange = await TestExchange.start();
    const bytes = base58.decode(await addressOf(exchange, { coin: 'USDT', chainType: 'Tron' }));
    expect({ length: bytes.length, prefix: bytes[0] }).toEqual({ length: 25, prefix: 0x41 });
    expect(bytes.slice(21)).toEqual(sha256(sha256(bytes.slice(0, 21))).slice(0, 4));
  });

  test.each([
    ['no coin', {}, '0001'],
    ['an unknown coin', { coin: 'DOGE', chainType: 'ETH' }, -4001],
    ['fiat', { coin: 'USD', chainType: 'ETH' }, -1130],
    ['a chain by its name in exchangeInfo', { coin: 'USDT', chainType: 'TRC20' }, -1130],
    ['a chain in another case', { coin: 'USDT', chainType: 'tron' }, -1130],
  ])('is refused for %s', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('whitelist', path, { ...params })).code).toBe(code);
  });
});

describe('the list of deposits', () => {
  test('shows what arrived, with 20 decimals and its status twice', async () => {
    await using exchange = await TestExchange.start();
    const deposit = exchange.running.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity: '86' });
    expect(await exchange.list('/api/v1/account/depositOrders', { coin: 'ETH_USDT' })).toEqual([
      {
        time: String(exchange.clock.now()),
        depositOrderId: expect.stringMatching(/^D\d{18}$/),
        clientOrderId: '',
        coin: 'USDT',
        coinName: 'USDT',
        address: await addressOf(exchange, { coin: 'USDT', chainType: 'ETH' }),
        quantity: '86.00000000000000000000',
        refundCode: '',
        refundReason: '',
        status: 4,
        statusCode: '4',
        txId: deposit.txId,
      },
    ]);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5086');
  });

  test('can be narrowed by coin and order, and leaves fiat out', async () => {
    await using exchange = await TestExchange.start();
    const { orderId } = exchange.running.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity: '1' });
    exchange.running.exchange.receive({ coin: 'USD', quantity: '1' });
    const list = (params: Params) => exchange.list('/api/v1/account/depositOrders', params);
    expect(await list({})).toHaveLength(1);
    expect(await list({ coin: 'USDT' })).toHaveLength(1);
    expect(await list({ coin: 'Tron_USDT' })).toHaveLength(0);
    expect(await list({ depositOrderId: orderId })).toHaveLength(1);
    expect(await list({ depositOrderId: 'D1' })).toHaveLength(0);
  });
});

describe('what becomes of a deposit', () => {
  const usdt = { coin: 'USDT', chain: 'ETH', quantity: '50' };

  /** Status in the list, what custody has, and how many lines the fund statement has of each type. */
  async function seen(exchange: TestExchange) {
    const now = exchange.clock.now();
    const window = { startTime: String(now - 3_600_000), endTime: String(now) };
    const [row] = await exchange.list('/api/v1/account/depositOrders');
    const lines = async (type: string) =>
      (await exchange.list('/api/v1/account/balanceFlow', { type, ...window })).length;
    const held = await exchange.free(exchange.custody, 'USDT');
    return { status: row?.status, held, deposits: await lines('deposit'), refunds: await lines('refund') };
  }

  test.each([1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 77])('it is not credited with status %i', async (status) => {
    await using exchange = await TestExchange.start();
    exchange.running.exchange.receive({ ...usdt, status });
    expect(await seen(exchange)).toEqual({ status, held: '5000', deposits: 0, refunds: 0 });
  });

  test('it is credited when it is successful, once, at the time of its success', async () => {
    await using exchange = await TestExchange.start();
    const simulator = exchange.running.exchange;
    const { orderId, time } = simulator.receive({ ...usdt, status: 1 });
    exchange.clock.advance(60_000);
    simulator.changeDeposit(orderId, { status: 4 });
    simulator.changeDeposit(orderId, { status: 12 });
    simulator.changeDeposit(orderId, { status: 4 });
    expect(await seen(exchange)).toEqual({ status: 4, held: '5050', deposits: 1, refunds: 0 });
    const window = { startTime: String(time), endTime: String(exchange.clock.now()) };
    expect(await exchange.list('/api/v1/account/balanceFlow', { type: 'deposit', ...window })).toMatchObject([
      { orderId, vaBalance: '5050', transactTime: String(time + 60_000) },
    ]);
  });

  test('what was credited leaves with the refund, what was not leaves no line', async () => {
    await using exchange = await TestExchange.start();
    const simulator = exchange.running.exchange;
    const { orderId } = simulator.receive(usdt);
    simulator.changeDeposit(orderId, { status: 5, refundCode: 'R1', refundReason: 'asked for' });
    expect(await seen(exchange)).toEqual({ status: 5, held: '5050', deposits: 1, refunds: 0 });
    simulator.changeDeposit(orderId, { status: 6 });
    expect(await seen(exchange)).toEqual({ status: 6, held: '5000', deposits: 1, refunds: 1 });
    const [row] = await exchange.list('/api/v1/account/depositOrders');
    expect(row).toMatchObject({ refundCode: 'R1', refundReason: 'asked for', statusCode: '6' });
    const now = exchange.clock.now();
    const window = { startTime: String(now), endTime: String(now) };
    expect(await exchange.list('/api/v1/account/balanceFlow', { type: 'refund', ...window })).toMatchObject([
      { orderId: `refund_${orderId}`, netVaAmount: '50', vaBalance: '5000' },
    ]);
    const other = simulator.receive({ ...usdt, status: 1 });
    simulator.changeDeposit(other.orderId, { status: 6 });
    expect((await seen(exchange)).refunds).toBe(1);
  });

  test.each([
    ['shown', 12],
    ['hidden', undefined],
  ] as const)('below the minimum of its coin it is not credited, and %s', async (smallDeposits, status) => {
    await using exchange = await TestExchange.start({ smallDeposits });
    exchange.running.exchange.receive({ ...usdt, quantity: '0.999999' });
    expect(await seen(exchange)).toEqual({ status, held: '5000', deposits: 0, refunds: 0 });
  });

  test.each([
    [4, 'successful'],
    [3, 'failed'],
    [6, 'withdraw_return'],
    [12, 'processing'],
  ])('of fiat, %i is %s', async (status, word) => {
    await using exchange = await TestExchange.start();
    exchange.running.exchange.receive({ coin: 'USD', quantity: '7', status });
    const now = String(exchange.clock.now());
    const asked = { type: 'deposit', startTime: now, endTime: now };
    expect(await exchange.list('/api/v1/account/fiat/history', asked)).toMatchObject([{ status: word }]);
  });
});

describe('deposits over the wire', () => {
  const depositsPath = '/simulator/deposits';
  const send = (exchange: TestExchange, method: string, body: unknown) =>
    exchange.send(method, depositsPath, { body: JSON.stringify(body) });

  test('arrive, are listed and are moved on', async () => {
    await using exchange = await TestExchange.start();
    const reply = await send(exchange, 'POST', { coin: 'USDT', chain: 'Tron', quantity: '50', status: 1 });
    const [deposit] = exchange.running.exchange.records.deposits;
    const { orderId = '' } = deposit ?? {};
    const shown = { orderId, coin: 'USDT', chain: 'Tron', quantity: '50' };
    expect(reply.json).toEqual({ received: { ...shown, status: 1, isCredited: false } });
    expect((await send(exchange, 'PUT', { orderId, status: 4 })).json).toEqual({ changed: { orderId, status: 4 } });
    expect((await exchange.send('GET', depositsPath)).json).toEqual({
      deposits: [{ ...shown, status: 4, isCredited: true }],
    });
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5050');
  });

  test.each([
    ['POST', { coin: 'DOGE', chain: 'ETH', quantity: '1' }, 'coin'],
    ['POST', { coin: 'USDT', quantity: '1' }, 'chain'],
    ['POST', { coin: 'USD', chain: 'ETH', quantity: '1' }, 'chain'],
    ['POST', { coin: 'USDT', chain: 'ETH', quantity: '0' }, 'quantity'],
    ['POST', { coin: 'USDT', chain: 'ETH', quantity: '1', status: -1 }, 'status'],
    ['POST', { coin: 'USDT', chain: 'ETH', quantity: '1', status: '4' }, 'status'],
    ['POST', { coin: 'USDT', chain: 'ETH', quantity: '1', lateMs: 172_800_001 }, 'lateMs'],
    ['POST', { coin: 'USDT', chain: 'ETH', quantity: '1', from: 'me' }, 'from'],
    ['PUT', { orderId: 'D1', status: 4 }, 'orderId'],
    ['PUT', { orderId: 'D1' }, 'status'],
  ])('%s %j is refused, and nothing changes', async (method, body, field) => {
    await using exchange = await TestExchange.start();
    const reply = await send(exchange, method, body);
    expect(reply.status).toBe(400);
    expect(fields(reply).error).toMatchObject({ details: [{ field }] });
    expect(exchange.running.exchange.records.deposits).toEqual([]);
  });

  test('a refund of more than there is, is refused', async () => {
    await using exchange = await TestExchange.start({ balances: {} });
    const { orderId } = exchange.running.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity: '50' });
    await exchange.transfer({ fromAccountId: exchange.custody, toAccountId: exchange.trading, quantity: '1' });
    expect(fields(await send(exchange, 'PUT', { orderId, status: 6 })).error).toMatchObject({
      details: [{ field: 'status' }],
    });
  });

  test('other methods are refused', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.send('DELETE', depositsPath)).status).toBe(405);
  });
});

test('the chains of a coin are told by the names that requests take', async () => {
  await using exchange = await TestExchange.start();
  const reply = await exchange.get('read', '/api/v1/account/chainType', { coinId: 'USDT' });
  expect(reply.json).toEqual([{ coinId: 'USDT', coinName: 'USDT', chainTypeList: ['ETH', 'Tron'] }]);
});
