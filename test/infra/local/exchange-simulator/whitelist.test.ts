import { describe, expect, test } from '@jest/globals';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { fields, listedAddress, type Params, TestExchange } from './support/client.ts';

const walletKey = Buffer.alloc(32, 7);
const wallet = `0x${Buffer.from(keccak_256(secp256k1.getPublicKey(walletKey, false).subarray(1)).subarray(12)).toString('hex')}`;

/** As wallets sign a text. */
function personalSign(message: string, key: Uint8Array = walletKey): string {
  const hash = keccak_256(Buffer.from(`\x19Ethereum Signed Message:\n${message.length}${message}`));
  const signature = secp256k1.sign(hash, key, { prehash: false, format: 'recovered' });
  const recovery = (27 + (signature[0] ?? 0)).toString(16);
  return `0x${Buffer.from(signature.subarray(1)).toString('hex')}${recovery}`;
}

const message = `I hold ${wallet}`;
const proof: Params = {
  coin: 'USDT',
  chainType: 'ETH',
  address: wallet,
  message,
  walletSignature: personalSign(message),
};

describe('proving an address by signature', () => {
  test.each(['/api/v1/whitelist', '/api/v1/account/whitelist'])(
    'at %s makes it a target of withdrawals after 30 minutes',
    async (prefix) => {
      await using exchange = await TestExchange.start();
      expect((await exchange.post('whitelist', `${prefix}/walletSigning`, proof)).json).toEqual({ success: true });
      expect((await exchange.withdraw({ address: wallet })).code).toBe(-1182);
      exchange.clock.advance(30 * 60_000 - 1);
      expect((await exchange.withdraw({ address: wallet })).code).toBe(-1182);
      exchange.clock.advance(1);
      expect((await exchange.withdraw({ address: wallet })).status).toBe(200);
    },
  );

  test.each([
    ['a signature of another wallet', { walletSignature: personalSign(message, Buffer.alloc(32, 8)) }, -5005],
    ['a signature of another text', { message: `${message}!` }, -5005],
    ['a text that does not name the address', { message: 'hello', walletSignature: personalSign('hello') }, -5005],
    ['what is no signature', { walletSignature: '0x00' }, -5005],
    ['a signature of no point', { walletSignature: `0x${'0'.repeat(128)}1b` }, -5005],
    ['what is no address', { address: '0x12' }, -5003],
    ['an address that is listed', { address: listedAddress }, -5006],
    ['a chain whose wallets cannot be checked', { coin: 'BTC', chainType: 'BTC' }, -1130],
    ['an unknown coin', { coin: 'DOGE' }, -4001],
    ['no message', { message: '' }, '0001'],
  ])('is refused with %s', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.post('whitelist', '/api/v1/whitelist/walletSigning', { ...proof, ...params });
    expect(reply.code).toBe(code);
    expect(exchange.running.exchange.records.whitelist).toHaveLength(exchange.running.whitelist.length);
  });
});

describe('the micro-payment', () => {
  const ask = (exchange: TestExchange, params: Params) =>
    exchange.get('whitelist', '/api/v1/whitelist/verify', { coin: 'USDT', chainType: 'USDT_ETH', ...params });

  test('is the same amount for the same quantity and another for another', async () => {
    await using exchange = await TestExchange.start();
    const first = await ask(exchange, { quantity: '1' });
    expect(first.json).toEqual({
      coin: 'USDT',
      depositAddress: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
      depositAmount: expect.stringMatching(/^0\.00\d{1,4}$/),
    });
    expect((await ask(exchange, { quantity: '1' })).text).toBe(first.text);
    expect((await ask(exchange, { quantity: '2' })).text).not.toBe(first.text);
  });

  test.each([
    ['no quantity', {}, '0001'],
    ['a quantity that is none', { quantity: 'x' }, -1130],
    ['a chain without its coin', { quantity: '1', chainType: 'ETH' }, -1130],
  ])('is refused with %s', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    expect((await ask(exchange, { ...params })).code).toBe(code);
  });
});

describe('a payment from a wallet', () => {
  const stranger = '0xde709f2102306220921060314715629080e2fb77';
  const verify = async (exchange: TestExchange): Promise<Params> => {
    const params = { coin: 'USDT', chainType: 'USDT_ETH', quantity: '1' };
    const { depositAmount } = fields(await exchange.get('whitelist', '/api/v1/whitelist/verify', params));
    return { coin: 'USDT', chain: 'ETH', from: stranger, quantity: String(depositAmount) };
  };
  const pay = (exchange: TestExchange, payment: Params) =>
    exchange.send('POST', '/simulator/payments', { body: JSON.stringify(payment) });

  test('of exactly the amount that was asked for lists it, and withdrawals are taken 30 minutes later', async () => {
    await using exchange = await TestExchange.start();
    const asked = await verify(exchange);
    expect((await exchange.withdraw({ address: stranger })).code).toBe(-1171);
    expect((await pay(exchange, asked)).json).toEqual({ listed: true });
    expect((await exchange.withdraw({ address: stranger })).code).toBe(-1182);
    exchange.clock.advance(30 * 60_000);
    expect((await exchange.withdraw({ address: stranger })).status).toBe(200);
  });

  test('waits as long as the simulator was told to make it wait', async () => {
    await using exchange = await TestExchange.start({ whitelistDelayMs: 2_000 });
    await pay(exchange, await verify(exchange));
    exchange.clock.advance(1_999);
    expect((await exchange.withdraw({ address: stranger })).code).toBe(-1182);
    exchange.clock.advance(1);
    expect((await exchange.withdraw({ address: stranger })).status).toBe(200);
  });

  test.each([
    ['another amount', { quantity: '0.5' }],
    ['another coin', { coin: 'USDC' }],
    ['another chain', { chain: 'Tron' }],
  ])('of %s lists nothing', async (_what, changes) => {
    await using exchange = await TestExchange.start();
    const asked = await verify(exchange);
    expect((await pay(exchange, { ...asked, ...changes })).json).toEqual({ listed: false });
    expect((await exchange.withdraw({ address: stranger })).code).toBe(-1171);
  });

  test('counts once, lists an address once, and moves no balance', async () => {
    await using exchange = await TestExchange.start();
    const before = await exchange.free(exchange.custody, 'USDT');
    const asked = await verify(exchange);
    await pay(exchange, asked);
    expect((await pay(exchange, { ...asked, from: listedAddress })).json).toEqual({ listed: false });
    expect((await pay(exchange, await verify(exchange))).json).toEqual({ listed: true });
    const rows = await exchange.list('/api/v1/whitelist/whitelistAddress', { coin: 'USDT_ETH', type: 'Withdraw' });
    expect(rows.filter(({ fromAddress }) => fromAddress === stranger)).toHaveLength(1);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe(before);
  });

  test.each([
    ['GET', undefined, 405],
    ['POST', '{', 400],
    ['POST', '{}', 400],
    ['POST', '{"coin":"USDT","chain":"ETH","from":"0x1","quantity":1}', 400],
  ])('%s %s is refused', async (method, body, status) => {
    await using exchange = await TestExchange.start();
    const init = body === undefined ? {} : { body };
    expect((await exchange.send(method, '/simulator/payments', init)).status).toBe(status);
  });
});

describe('the list of addresses', () => {
  const path = '/api/v1/account/whitelist/whitelistAddress';

  test('shows the withdrawal addresses of a coin on a chain', async () => {
    await using exchange = await TestExchange.start();
    expect(await exchange.list(path, { coin: 'USDT_ETH', type: 'Withdraw' })).toEqual([
      { fromAddress: listedAddress, coin: 'USDT_ETH', chainType: 'ETH' },
    ]);
    expect(await exchange.list(path, { coin: 'BTC', type: 'Withdraw' })).toHaveLength(1);
  });

  test('keeps deposits apart', async () => {
    const entry = { id: 'payer', coin: 'USDT', chain: 'ETH', address: listedAddress, type: 'Deposit' as const };
    await using exchange = await TestExchange.start({ whitelist: [entry] });
    expect(await exchange.list(path, { coin: 'USDT_ETH', type: 'Deposit' })).toHaveLength(1);
    expect(await exchange.list(path, { coin: 'USDT_ETH', type: 'Withdraw' })).toEqual([]);
    expect((await exchange.withdraw()).code).toBe(-1171);
  });

  test.each([
    ['another type', { coin: 'USDT_ETH', type: 'withdraw' }, -4014],
    ['no type', { coin: 'USDT_ETH' }, '0001'],
    ['a coin on two chains without its chain', { coin: 'USDT', type: 'Withdraw' }, -4001],
  ])('refuses %s', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('read', path, { ...params })).code).toBe(code);
  });
});
