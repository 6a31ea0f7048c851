import { describe, expect, test } from '@jest/globals';
import type { KeyCredential } from '../../../../infra/local/exchange-simulator/keys.ts';
import { ed25519, published } from './fixtures/vectors.ts';
import { hmac, TestExchange } from './support/client.ts';
import { TestClock } from './support/clock.ts';

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
const path = '/api/v1/spot/orderTest';
/** The example's ETHBTC is not listed here, so a request that was let in meets "instrument not found". */
const acceptedCode = '0201';

async function startWithExampleKey(
  credential: KeyCredential = { kind: 'hmac-sha256', secretKey: published.secretKey },
) {
  const keys = [{ apiKey: published.apiKey, permissions: ['trade' as const], credential }];
  return TestExchange.start({ keys }, new TestClock(published.time + 20));
}

const headers = { ...formHeaders, 'X-HK-APIKEY': published.apiKey };

describe('the published example', () => {
  test.each([
    ['in the query', `${path}?${published.all}&signature=${published.signature}`, ''],
    ['in the body', path, `${published.all}&signature=${published.signature}`],
    ['in both', `${path}?${published.mixedQuery}`, `${published.mixedBody}&signature=${published.mixedSignature}`],
    ['in the query, signature first', `${path}?signature=${published.signature}&${published.all}`, ''],
    ['with the signature in the query', `${path}?signature=${published.signature}`, published.all],
    ['with a signature in capitals', `${path}?${published.all}&signature=${published.signature.toUpperCase()}`, ''],
  ])('is let in %s', async (_where, target, body) => {
    await using exchange = await startWithExampleKey();
    const reply = await exchange.send('POST', target, { headers, body });
    expect(reply.code).toBe(acceptedCode);
  });

  test.each([
    ['another body than was signed', published.all.replace('quantity=1&', 'quantity=2&'), published.signature],
    ['the same parameters in another order', published.all.split('&').reverse().join('&'), published.signature],
    ['another signature', published.all, published.signature.replace('5', '6')],
    ['a signature that is too short', published.all, published.signature.slice(2)],
    ['a signature that is no hex', published.all, 'z'.repeat(64)],
  ])('is refused with %s', async (_why, text, signature) => {
    await using exchange = await startWithExampleKey();
    const reply = await exchange.send('POST', path, { headers, body: `${text}&signature=${signature}` });
    expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code: '0001' });
    expect(reply.text).toMatch(/signature/i);
  });

  test('is refused without a signature', async () => {
    await using exchange = await startWithExampleKey();
    const reply = await exchange.send('POST', path, { headers, body: published.all });
    expect(reply.code).toBe('0001');
    expect(reply.text).toContain('signature');
  });

  test('is refused when an ampersand was put between query and body before signing', async () => {
    await using exchange = await startWithExampleKey();
    const target = `${path}?${published.mixedQuery}`;
    const body = `${published.mixedBody}&signature=${published.signature}`;
    expect((await exchange.send('POST', target, { headers, body })).code).toBe('0001');
  });
});

describe('the key', () => {
  test.each([
    ['is unknown', { 'X-HK-APIKEY': 'nobody' }],
    ['is missing', {}],
    ['differs in case', { 'X-HK-APIKEY': published.apiKey.toLowerCase() }],
    ['is told in the header of the sister site', { 'X-APIKEY': published.apiKey }],
  ])('is refused where it %s', async (_why, keyHeader) => {
    await using exchange = await startWithExampleKey();
    const body = `${published.all}&signature=${published.signature}`;
    const reply = await exchange.send('POST', path, { headers: { ...formHeaders, ...keyHeader }, body });
    expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code: '0102' });
  });

  test('of HashKey PRO opens nothing here', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.get('proHmac', '/api/v1/account')).code).toBe('0102');
  });

  test('can be revoked and rotated while the exchange runs', async () => {
    await using exchange = await TestExchange.start();
    const { apiKey } = exchange.running.keys.read;
    exchange.setKey('read', { credential: { kind: 'hmac-sha256', secretKey: 'rotated' } });
    expect((await exchange.get('read', '/api/v1/account')).code).toBe('0001');
    expect((await exchange.get('read', '/api/v1/account', {}, { secretKey: 'rotated' })).status).toBe(200);
    exchange.running.exchange.keys.delete(apiKey);
    expect((await exchange.get('read', '/api/v1/account', {}, { secretKey: 'rotated' })).code).toBe('0102');
  });
});

describe('an Ed25519 key', () => {
  test.each([
    ['base64 of the SPKI form', ed25519.publicKeySpki, ed25519.signatureBase64],
    ['hex', ed25519.publicKeyHex, ed25519.signatureBase64],
    ['hex, with a signature in hex', ed25519.publicKeyHex, ed25519.signatureHex],
    ['PEM', `-----BEGIN PUBLIC KEY-----\n${ed25519.publicKeySpki}\n-----END PUBLIC KEY-----`, ed25519.signatureHex],
  ])('lets in with its public half as %s', async (_form, publicKey, signature) => {
    await using exchange = await startWithExampleKey({ kind: 'ed25519', publicKey });
    const target = `${path}?${published.all}&signature=${encodeURIComponent(signature)}`;
    expect((await exchange.send('POST', target, { headers })).code).toBe(acceptedCode);
  });

  test('refuses a signature of another text, and an HMAC', async () => {
    await using exchange = await startWithExampleKey({ kind: 'ed25519', publicKey: ed25519.publicKeySpki });
    const other = `${path}?${published.all}&x=1&signature=${ed25519.signatureHex}`;
    const mac = `${path}?${published.all}&signature=${published.signature}`;
    expect((await exchange.send('POST', other, { headers })).code).toBe('0001');
    expect((await exchange.send('POST', mac, { headers })).code).toBe('0001');
  });
});

describe('parameters', () => {
  test('count as the query says where they stand in both places', async () => {
    await using exchange = await TestExchange.start();
    const { apiKey } = exchange.running.keys.transfer;
    const query = `quantity=5&timestamp=${exchange.clock.now()}`;
    const body = `fromAccountId=${exchange.trading}&toAccountId=${exchange.custody}&coin=USDT&quantity=7`;
    const secret = exchange.running.keys.transfer;
    const signature = hmac('secretKey' in secret ? secret.secretKey : '', query + body);
    const target = `/api/v1/account/assetTransfer?${query}&signature=${signature}`;
    const reply = await exchange.send('POST', target, { headers: { ...formHeaders, 'X-HK-APIKEY': apiKey }, body });
    expect(reply.status).toBe(200);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5005');
  });

  test('of a JSON body are not read', async () => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.transfer({}, { headers: { 'content-type': 'application/json' } });
    expect(reply.code).toBe('0001');
  });
});
