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

test('the chains of a coin are told by the names that requests take', async () => {
  await using exchange = await TestExchange.start();
  const reply = await exchange.get('read', '/api/v1/account/chainType', { coinId: 'USDT' });
  expect(reply.json).toEqual([{ coinId: 'USDT', coinName: 'USDT', chainTypeList: ['ETH', 'Tron'] }]);
});
