import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { ApiKey } from '../../../../infra/local/exchange-simulator/keys.ts';
import { pro } from './fixtures/vectors.ts';
import { type Params, TestExchange } from './support/client.ts';
import { TestClock } from './support/clock.ts';

const target = '/APITrade/v1/info/time';
const privateKey = Buffer.from(pro.privateKey, 'base64');

/** The keys that the vendor's samples print. */
const keys: readonly ApiKey[] = [
  {
    apiKey: pro.pubPrivApiKey,
    permissions: [],
    credential: { kind: 'pro-ecdsa', publicKey: secp256k1.getPublicKey(privateKey) },
  },
  { apiKey: pro.hmacApiKey, permissions: [], credential: { kind: 'pro-hmac', secretKey: pro.hmacSecret } },
];

const start = (offset = 0) => TestExchange.start({ keys }, new TestClock(pro.time + offset));

const pubPriv: Params = {
  'API-KEY': pro.pubPrivApiKey,
  'API-SIGNATURE': JSON.stringify({ r: pro.r, s: pro.s, v: pro.v }),
  'API-TIMESTAMP': String(pro.time),
  'AUTH-TYPE': 'PUB-PRIV',
};

const hmacMode: Params = {
  'API-KEY': pro.hmacApiKey,
  'API-SIGNATURE': pro.hmac,
  'API-TIMESTAMP': String(pro.time),
  'AUTH-TYPE': 'HMAC',
};

function ecdsa(message: string): string {
  const bytes = secp256k1.sign(keccak_256(Buffer.from(message)), privateKey, { prehash: false, format: 'recovered' });
  const part = (from: number) => Buffer.from(bytes.subarray(from, from + 32)).toString('base64');
  return JSON.stringify({ r: part(1), s: part(33), v: 27 + (bytes[0] ?? 0) });
}

const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
const message = `${pro.time}GET/v1/info/time`;
const withoutType = Object.fromEntries(Object.entries(pubPriv).filter(([name]) => name !== 'AUTH-TYPE'));

describe('a right signature of HashKey PRO', () => {
  test.each([
    ['in PUB-PRIV mode', pubPriv],
    [
      'in PUB-PRIV mode, written with spaces',
      { ...pubPriv, 'API-SIGNATURE': `{"r": "${pro.r}", "s": "${pro.s}", "v": 28}` },
    ],
    ['in HMAC mode', hmacMode],
    ['of the oldest Java samples', { ...withoutType, 'API-SIGNATURE': ecdsa(sha256Hex(message)) }],
    ['of the older Python and Go samples', { ...pubPriv, 'API-SIGNATURE': ecdsa(sha256Hex(message)) }],
    [
      'of the older Go samples in HMAC mode',
      {
        ...hmacMode,
        'API-SIGNATURE': createHmac('sha256', pro.hmacSecret).update(sha256Hex(message)).digest('base64'),
      },
    ],
  ])('%s is answered with the time', async (_mode, headers) => {
    await using exchange = await start();
    const reply = await exchange.send('GET', target, { headers });
    expect({ status: reply.status, json: reply.json }).toEqual({ status: 200, json: { timestamp: pro.time } });
  });

  test('covers a query', async () => {
    await using exchange = await start();
    const signed = { ...pubPriv, 'API-SIGNATURE': ecdsa(`${message}?a=1`) };
    expect((await exchange.send('GET', `${target}?a=1`, { headers: signed })).status).toBe(200);
    expect((await exchange.send('GET', `${target}?a=1`, { headers: pubPriv })).status).toBe(401);
  });

  test('is good for a minute either way', async () => {
    for (const [offset, status] of [
      [60_000, 200],
      [-60_000, 200],
      [60_001, 401],
      [-60_001, 401],
    ] as const) {
      await using exchange = await start(offset);
      expect((await exchange.send('GET', target, { headers: pubPriv })).status).toBe(status);
    }
  });
});

describe('anything else', () => {
  const other = ecdsa('another message');
  test.each([
    ['no headers', {}],
    ['an unknown key', { ...pubPriv, 'API-KEY': 'MTIz' }],
    ['a key of the other mode', { ...pubPriv, 'API-KEY': pro.hmacApiKey }],
    ['the other recovery number', { ...pubPriv, 'API-SIGNATURE': JSON.stringify({ r: pro.r, s: pro.s, v: 27 }) }],
    ['a recovery number that is none', { ...pubPriv, 'API-SIGNATURE': JSON.stringify({ r: pro.r, s: pro.s, v: 29 }) }],
    ['a signature of another message', { ...pubPriv, 'API-SIGNATURE': other }],
    ['a signature that is no JSON', { ...pubPriv, 'API-SIGNATURE': pro.r }],
    [
      'a signature of zeros',
      { ...pubPriv, 'API-SIGNATURE': JSON.stringify({ r: 'A'.repeat(43), s: 'A'.repeat(43), v: 27 }) },
    ],
    ['a short signature', { ...pubPriv, 'API-SIGNATURE': JSON.stringify({ r: 'AAAA', s: 'AAAA', v: 27 }) }],
    ['an unknown mode', { ...pubPriv, 'AUTH-TYPE': 'NONE' }],
    ['no mode, though the message itself is signed with HMAC', { ...hmacMode, 'AUTH-TYPE': '' }],
    ['another time than was signed', { ...pubPriv, 'API-TIMESTAMP': String(pro.time + 1) }],
    ['a time in seconds', { ...pubPriv, 'API-TIMESTAMP': String(pro.time / 1_000) }],
    ['an HMAC in hex', { ...hmacMode, 'API-SIGNATURE': Buffer.from(pro.hmac, 'base64').toString('hex') }],
    [
      'an HMAC under the decoded secret',
      {
        ...hmacMode,
        'API-SIGNATURE': createHmac('sha256', Buffer.from(pro.hmacSecret, 'base64')).update(message).digest('base64'),
      },
    ],
  ])('is refused with 401 and JSON: %s', async (_why, headers: Params) => {
    await using exchange = await start();
    const reply = await exchange.send('GET', target, { headers });
    expect({ status: reply.status, code: reply.code }).toEqual({ status: 401, code: 401 });
  });
});

test('the keys that come with the simulator work in both modes', async () => {
  await using exchange = await TestExchange.start();
  const { proPubPriv, proHmac } = exchange.running.keys;
  const time = String(exchange.clock.now());
  const text = `${time}GET/v1/info/time`;
  const own = 'privateKey' in proPubPriv ? Buffer.from(proPubPriv.privateKey, 'base64') : Buffer.alloc(0);
  const bytes = secp256k1.sign(keccak_256(Buffer.from(text)), own, { prehash: false, format: 'recovered' });
  const part = (from: number) => Buffer.from(bytes.subarray(from, from + 32)).toString('base64');
  const signature = JSON.stringify({ r: part(1), s: part(33), v: 27 + (bytes[0] ?? 0) });
  const mac = createHmac('sha256', 'secretKey' in proHmac ? proHmac.secretKey : '')
    .update(text)
    .digest('base64');
  const ask = async (apiKey: string, sign: string, type: string) => {
    const headers = { 'API-KEY': apiKey, 'API-SIGNATURE': sign, 'API-TIMESTAMP': time, 'AUTH-TYPE': type };
    return (await exchange.send('GET', target, { headers })).status;
  };
  expect(await ask(proPubPriv.apiKey, signature, 'PUB-PRIV')).toBe(200);
  expect(await ask(proHmac.apiKey, mac, 'HMAC')).toBe(200);
});
