import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../../functions/shared/core/ids.ts';
import { createPacer } from '../../../../../functions/shared/exchange/client/pacer.ts';
import { assetTransfer } from '../../../../../functions/shared/exchange/endpoints/asset-transfer.ts';
import { balances } from '../../../../../functions/shared/exchange/endpoints/balances.ts';
import { walletSigning } from '../../../../../functions/shared/exchange/endpoints/wallet-signing.ts';
import { withdraw } from '../../../../../functions/shared/exchange/endpoints/withdraw.ts';
import { findBalance } from '../../../../../functions/shared/exchange/find-balance.ts';
import { type ManualClock, manualClock, noon } from '../../../../support/clock.ts';
import { type ClientUnderTest, clientAt, sampleSecret } from '../../../../support/exchange-client.ts';
import { acmeAddress, custodyAccount, tradingAccount } from '../../../../support/instructions.ts';
import { type ScriptedExchange, startScriptedExchange } from '../../../../support/scripted-exchange.ts';

const transferPath = '/api/v1/account/assetTransfer';
const accountPath = '/api/v1/account';
const success = { status: 200, body: '{"success":true,"orderId":"77","clientOrderId":""}' };
const balance = { status: 200, body: '{"balances":[{"asset":"USDT","total":"12.5","free":"10","locked":"2.5"}]}' };
const listOf = (...records: readonly unknown[]) => ({ records, unreadable: [] });
const input = {
  from: tradingAccount,
  to: custodyAccount,
  coin: 'USDT',
  quantity: amount('20'),
  clientOrderId: instructionId('inv-1'),
};

let clock: ManualClock;
let exchange: ScriptedExchange;
let clientUnderTest: ClientUnderTest;
/** How far the exchange's clock is ahead of ours. */
let ahead = 0;

beforeEach(async () => {
  clock = manualClock();
  ahead = 0;
  exchange = await startScriptedExchange(() => clock.now() + ahead);
  clientUnderTest = clientAt(exchange.url, clock);
});
afterEach(async () => {
  await clientUnderTest.transport.close();
  await exchange.close();
});

const to = (path: string) => exchange.seen.filter(({ target }) => target.split('?')[0] === path);
const post = async () => {
  const prepared = await clientUnderTest.client.prepare(assetTransfer);
  const answer = await prepared.post(input, 'inv-1');
  await prepared.applyFeedback();
  return answer;
};
const read = () => clientUnderTest.client.read(balances, { accountId: tradingAccount });

describe('a call that changes something but moves no money', () => {
  const proof = { coin: 'USDT', chain: 'ETH', address: acmeAddress, message: 'mine', walletSignature: '0x5161' };
  const submit = () => clientUnderTest.client.submit(walletSigning, proof);

  test('goes out once, as a signed form', async () => {
    exchange.on(walletSigning.path, { status: 200, body: '{"success":true}' });
    await submit();
    const [seen] = to(walletSigning.path);
    expect([seen?.method, seen?.target]).toEqual(['POST', walletSigning.path]);
    const form = new URLSearchParams(seen?.body);
    expect(Object.fromEntries(form)).toMatchObject({ coin: 'USDT', chainType: 'ETH', walletSignature: '0x5161' });
    expect([...form.keys()].at(-1)).toBe('signature');
  });

  test.each([
    ['the connection dies', 'drop' as const, 'exchange-unavailable'],
    ['the exchange answers 502', { status: 502, body: '' }, 'exchange-unavailable'],
    ['the clock is off', { status: 400, body: '{"code":-1021,"msg":""}' }, 'exchange-refused'],
    ['the exchange refuses', { status: 400, body: '{"code":-5005,"msg":""}' }, 'exchange-refused'],
    ['the exchange says it is too much', { status: 429, body: '' }, 'rate-limited'],
    ['the answer is nonsense', { status: 200, body: '{"success":false}' }, 'exchange-answer-malformed'],
  ])('is not tried again when %s, and shows no signature', async (_what, reply, code) => {
    exchange.on(walletSigning.path, reply);
    const error = await submit().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('0x5161');
    expect(to(walletSigning.path)).toHaveLength(1);
  });
});

describe('a money call', () => {
  test('goes out once, as a form, signed, with the id as clientOrderId and remark', async () => {
    exchange.on(transferPath, success);
    expect(await post()).toEqual({ kind: 'accepted', exchangeOrderId: '77' });
    expect(to(transferPath)).toHaveLength(1);
    const [seen] = to(transferPath);
    expect(seen?.method).toBe('POST');
    expect(seen?.target).toBe(transferPath);
    expect(seen?.headers).toMatchObject({
      'x-hk-apikey': sampleSecret.apiKey,
      'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
    });
    const form = new URLSearchParams(seen?.body);
    expect([...form.keys()].at(-1)).toBe('signature');
    expect(Object.fromEntries(form)).toMatchObject({
      quantity: '20',
      clientOrderId: 'inv-1',
      remark: 'inv-1',
      recvWindow: '5000',
      timestamp: String(noon),
    });
  });

  test.each([
    ['the connection dies before an answer', 'drop' as const, { kind: 'unknown' }],
    ['the exchange answers 502', { status: 502, body: 'bad gateway' }, { kind: 'unknown', exchangeCode: 'http-502' }],
    ['the answer is nonsense', { status: 200, body: '{"success":tr' }, { kind: 'unknown', exchangeCode: 'http-200' }],
    ['the answer is larger than any answer', { status: 200, body: 'x'.repeat(70_000) }, { kind: 'unknown' }],
    ['the exchange says it is too much', { status: 429, body: '' }, { kind: 'held', reason: 'rate-limited' }],
  ])('is never sent again when %s', async (_what, reply, expected) => {
    exchange.on(transferPath, reply);
    expect(await post()).toMatchObject(expected);
    expect(to(transferPath)).toHaveLength(1);
  });

  test('cannot be posted twice with one preparation', async () => {
    exchange.on(transferPath, success);
    const prepared = await clientUnderTest.client.prepare(assetTransfer);
    await prepared.post(input, 'inv-1');
    await expect(prepared.post(input, 'inv-1')).rejects.toMatchObject({ code: 'assertion-failed' });
    expect(to(transferPath)).toHaveLength(1);
  });

  test('is held when no connection can be made, because nothing left', async () => {
    exchange.on(transferPath, success);
    const prepared = await clientUnderTest.client.prepare(assetTransfer);
    await exchange.close();
    expect(await prepared.post(input, 'inv-1')).toMatchObject({ kind: 'held', reason: 'exchange-unreachable' });
    exchange = await startScriptedExchange(() => clock.now());
  });

  test('is signed with the exchange’s time, not with ours', async () => {
    ahead = -90_000;
    exchange.on(transferPath, success);
    expect((await clientUnderTest.client.prepare(assetTransfer)).timestamp).toBe(noon - 90_000);
  });

  test('after -1021 reads the exchange’s clock again', async () => {
    exchange.on(transferPath, { status: 400, body: '{"code":-1021,"msg":""}' });
    await post();
    ahead = 7_000;
    expect((await clientUnderTest.client.prepare(assetTransfer)).timestamp).toBe(clock.now() + 7_000);
  });

  test('after a refused key uses the rotated one next time, and not within the same attempt', async () => {
    await clientUnderTest.transport.close();
    clientUnderTest = clientAt(exchange.url, clock, [sampleSecret, { ...sampleSecret, apiKey: 'rotated' }]);
    exchange.on(transferPath, { status: 400, body: '{"code":"0102","msg":""}' }, success);
    expect(await post()).toMatchObject({ kind: 'held', reason: 'key-refused' });
    expect(await post()).toMatchObject({ kind: 'accepted' });
    expect(to(transferPath).map(({ headers }) => headers['x-hk-apikey'])).toEqual([sampleSecret.apiKey, 'rotated']);
    expect(clientUnderTest.reads()).toBe(2);
  });

  test('keeps to one transfer a second', async () => {
    exchange.on(transferPath, success);
    for (let each = 0; each < 4; each += 1) await post();
    expect(clock.now() - noon).toBeGreaterThanOrEqual(3_000);
  });

  test('after 429 lets no call of this key out for a minute', async () => {
    exchange.on(transferPath, { status: 429, body: '' }, success);
    await post();
    await expect(post()).rejects.toMatchObject({ code: 'rate-limited', retryAt: noon + 60_000 });
    await expect(read()).rejects.toMatchObject({ code: 'rate-limited' });
    clock.advance(60_000);
    expect(await post()).toMatchObject({ kind: 'accepted' });
  });

  test('that another user of the key got blocked meanwhile does not leave, and is held until then', async () => {
    exchange.on(transferPath, success);
    const pacer = createPacer(clock);
    await clientUnderTest.transport.close();
    clientUnderTest = clientAt(exchange.url, clock, [sampleSecret], pacer);
    const prepared = await clientUnderTest.client.prepare(assetTransfer);
    await pacer.block(clock.now() + 60_000, 'ip-banned');
    const notBefore = clock.now() + 60_000;
    const held = { kind: 'held', reason: 'ip-banned', exchangeCode: 'not-posted', notBefore };
    expect(await prepared.post(input, 'inv-1')).toEqual(held);
    expect(to(transferPath)).toEqual([]);
  });

  test('that misses its slot takes another: what comes after it keeps its distance all the same', async () => {
    const arrivals: number[] = [];
    exchange.on(transferPath, () => {
      arrivals.push(clock.now());
      return success;
    });
    const late = await clientUnderTest.client.prepare(assetTransfer);
    clock.advance(1_100);
    await late.post(input, 'inv-1');
    await post();
    const [first = 0, second = 0] = arrivals;
    expect(second - first).toBeGreaterThanOrEqual(1_000);
  });

  test('that would wait for another slot until its signature is too old does not leave', async () => {
    exchange.on(transferPath, success);
    const pacer = createPacer(clock);
    await clientUnderTest.transport.close();
    clientUnderTest = clientAt(exchange.url, clock, [sampleSecret], pacer);
    const late = await clientUnderTest.client.prepare(assetTransfer);
    clock.advance(4_500);
    await pacer.claim('transfer');
    expect(await late.post(input, 'inv-1')).toMatchObject({ reason: 'clock-skew', exchangeCode: 'not-posted' });
    expect(to(transferPath)).toEqual([]);
  });

  test('whose slot was long ago, and whose last look takes until its signature is too old, does not leave', async () => {
    exchange.on(transferPath, success);
    const pacer = createPacer(clock);
    // The second factor is noted in the table, after the slot was claimed.
    const claim: typeof pacer.claim = async (pace) => {
      const slot = await pacer.claim(pace);
      clock.advance(4_000);
      return slot;
    };
    const confirm: typeof pacer.confirm = async () => clock.advance(6_000);
    await clientUnderTest.transport.close();
    clientUnderTest = clientAt(exchange.url, clock, [sampleSecret], { ...pacer, claim, confirm });
    const slow = await clientUnderTest.client.prepare(assetTransfer);
    clock.advance(4_000);
    expect(await slow.post(input, 'inv-1')).toMatchObject({ reason: 'clock-skew', exchangeCode: 'not-posted' });
    expect(to(transferPath)).toEqual([]);
  });

  test.each([
    ['429', { status: 429, body: '' }],
    ['418', { status: 418, body: '' }],
    ['a code that says the same', { status: 400, body: '{"code":"0003","msg":""}' }],
  ])('after %s that names how long lets no call out until then, and then one', async (_what, reply) => {
    const named = { ...reply, headers: { 'retry-after': '90' } };
    for (const ask of [post, read]) {
      const since = clock.now();
      exchange.on(transferPath, named, success);
      exchange.on(accountPath, named, balance);
      await ask().catch(() => undefined);
      await expect(post()).rejects.toMatchObject({ retryAt: since + 90_000 });
      clock.advance(89_999);
      await expect(read()).rejects.toMatchObject({ retryAt: since + 90_000 });
      clock.advance(1);
      exchange.on(transferPath, success);
      expect(await post()).toMatchObject({ kind: 'accepted' });
      clock.advance(1_000);
    }
  });

  test('carries a two-factor token where the key has one, and claims its time step first', async () => {
    await clientUnderTest.transport.close();
    clientUnderTest = clientAt(exchange.url, clock, [
      { ...sampleSecret, totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
    ]);
    exchange.on('/api/v1/account/withdraw', { status: 200, body: '{"success":true,"id":"0","orderId":"W1"}' });
    const prepared = await clientUnderTest.client.prepare(withdraw);
    const { coin, quantity, clientOrderId } = input;
    await prepared.post({ coin, chain: 'ETH', address: acmeAddress, quantity, clientOrderId }, clientOrderId);
    expect(exchange.seen.at(-1)?.headers['x-two-fa-token']).toMatch(/^\d{6}$/);
    expect(clientUnderTest.steps).toEqual([[expect.any(String), Math.floor(noon / 30_000)]]);
    await expect(clientUnderTest.client.prepare(withdraw)).rejects.toMatchObject({ code: 'two-factor-step-taken' });
  });

  test('whose key cannot be read is not sent', async () => {
    await clientUnderTest.transport.close();
    clientUnderTest = clientAt(exchange.url, clock, [{ ...sampleSecret, secretKey: 'secret\n' }]);
    await expect(post()).rejects.toMatchObject({ code: 'secret-malformed' });
    expect(to(transferPath)).toHaveLength(0);
  });
});

describe('a read', () => {
  test('gives amounts as exact text', async () => {
    exchange.on(accountPath, {
      status: 200,
      body: '{"balances":[{"asset":"BTC","total":0.10,"free":1e-7,"locked":"0"}]}',
    });
    expect(await read()).toEqual(listOf({ coin: 'BTC', total: '0.1', free: '0.0000001', locked: '0' }));
  });

  test.each([
    ['a lost connection', 'drop' as const],
    ['a 503', { status: 503, body: '' }],
    ['an internal error', { status: 400, body: '{"code":-1000,"msg":""}' }],
    ['a stale timestamp', { status: 400, body: '{"code":-1021,"msg":""}' }],
    ['a refused key', { status: 400, body: '{"code":"0103","msg":""}' }],
  ])('is tried again after %s', async (_what, reply) => {
    exchange.on(accountPath, reply, balance);
    expect(await read()).toEqual(listOf({ coin: 'USDT', total: '12.5', free: '10', locked: '2.5' }));
    expect(to(accountPath)).toHaveLength(2);
  });

  test('is tried three times and no more', async () => {
    exchange.on(accountPath, { status: 500, body: '' });
    await expect(read()).rejects.toMatchObject({ code: 'exchange-unavailable' });
    expect(to(accountPath)).toHaveLength(3);
  });

  test('is not tried again after 429', async () => {
    exchange.on(accountPath, { status: 429, body: '' });
    await expect(read()).rejects.toMatchObject({ code: 'rate-limited' });
    expect(to(accountPath)).toHaveLength(1);
  });

  test('is refused with the exchange’s code', async () => {
    exchange.on(accountPath, { status: 400, body: '{"code":-1005,"msg":"secret detail"}' });
    await expect(read()).rejects.toMatchObject({ code: 'exchange-refused', exchangeCode: '-1005' });
  });

  test.each([
    ['no JSON', 'hello'],
    ['another shape', '{"balances":{}}'],
    ['a balance that is no amount', '{"balances":[{"asset":"USDT","total":"12,5","free":"10","locked":"0"}]}'],
    ['a negative balance', '{"balances":[{"asset":"USDT","total":"-1","free":"-1","locked":"0"}]}'],
  ])('that answers %s is not believed', async (_what, body) => {
    exchange.on(accountPath, { status: 200, body });
    const balance = read().then((list) => findBalance(list, 'USDT'));
    await expect(balance).rejects.toMatchObject({ code: 'exchange-answer-malformed' });
  });

  test('keeps to two queries a second', async () => {
    exchange.on(accountPath, balance);
    for (let each = 0; each < 5; each += 1) await read();
    expect(clock.now() - noon).toBeGreaterThanOrEqual(2_000);
  });

  test('keeps its distance from the one before, also when the clock and the key had to be read first', async () => {
    const arrivals: number[] = [];
    exchange.on('/api/v1/time', () => {
      clock.advance(400);
      return { status: 200, body: JSON.stringify({ serverTime: clock.now() }) };
    });
    exchange.on(accountPath, () => {
      arrivals.push(clock.now());
      return balance;
    });
    for (let each = 0; each < 3; each += 1) await read();
    const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(500);
  });

  test('shows neither key nor signature in its errors', async () => {
    exchange.on(accountPath, 'drop');
    const error: unknown = await read().catch((caught: unknown) => caught);
    const shown = JSON.stringify(error, Object.getOwnPropertyNames(Object(error)));
    const signature = new URL(`http://x${exchange.seen.at(-1)?.target}`).searchParams.get('signature') ?? 'none';
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(shown).not.toContain(signature);
    expect(shown).not.toContain(sampleSecret.apiKey);
  });
});
