import { format, inspect } from 'node:util';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, jest, test } from '@jest/globals';
import type { SignedRequest } from '../../../../functions/shared/signing/requests.ts';
import { ecdsaSecret, ed25519Der, ed25519Pem, ed25519Secret, hmacSecret, open, totpSecret } from './support/secrets.ts';

const timestamp = 1_712_317_312_973;

async function signAll(): Promise<{ signed: SignedRequest; hidden: string[] }[]> {
  const hmac = await open({ ...hmacSecret, totpSecret });
  const ed25519 = await open(ed25519Secret);
  const ecdsa = await open(ecdsaSecret);
  const current = { path: '/api/v1/account', params: [['coin', 'USDT']], timestamp, recvWindow: 5000 } as const;
  const pro = { method: 'GET', path: '/APITrade/v1/info/time', timestamp } as const;
  const requests = [
    hmac.signCurrent({ method: 'GET', ...current, twoFactorToken: '271828' }),
    hmac.signCurrent({ method: 'POST', ...current, twoFactorToken: '271828' }),
    ed25519.signCurrent({ method: 'GET', ...current }),
    hmac.signPro(pro),
    ecdsa.signPro(pro),
  ];
  return requests.map((signed) => {
    const signature = signed.headers['API-SIGNATURE'] ?? `${signed.target}${signed.body}`.split('signature=')[1] ?? '';
    const apiKey = signed.headers['API-KEY'] ?? signed.headers['X-HK-APIKEY'] ?? '';
    return { signed, hidden: [signature.slice(0, 40), apiKey, '271828', 'USDT'] };
  });
}

/** Every way in which a value commonly gets into a log. */
function printed(value: unknown): string[] {
  return [
    String(value),
    `${value}`,
    JSON.stringify(value),
    JSON.stringify({ nested: [value] }),
    format('%s %j %o %O', value, value, value, value),
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    inspect(value, { depth: 9, customInspect: false }),
    inspect({ ...(value as object) }, { depth: 9 }),
    inspect(new Error('failed', { cause: value }), { depth: 9 }),
    JSON.stringify(Object.entries(value as object)),
  ];
}

describe('a signed request', () => {
  test('shows its method and path and nothing else, however it is printed', async () => {
    for (const { signed, hidden } of await signAll()) {
      expect(hidden.every((text) => text.length > 3)).toBe(true);
      for (const line of printed(signed)) for (const text of hidden) expect(line).not.toContain(text);
      expect(String(signed)).toMatch(/^(GET|POST) \/(api\/v1\/account|APITrade\/v1\/info\/time)$/);
      expect(JSON.parse(JSON.stringify(signed))).toEqual({ method: signed.method, path: signed.target.split('?')[0] });
    }
  });

  test('has headers that print as their names', async () => {
    for (const { signed, hidden } of await signAll()) {
      const { headers } = signed;
      const lines = [
        String(headers),
        JSON.stringify({ headers }),
        inspect({ headers }),
        format('%s %j', headers, headers),
      ];
      for (const line of lines) for (const text of hidden) expect(line).not.toContain(text);
      expect(JSON.parse(JSON.stringify(headers))).toEqual(Object.keys(headers));
    }
  });

  test('shows nothing in the log of a function', async () => {
    const lines: unknown[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(line) > 0);
    try {
      const logger = new Logger({ serviceName: 'test' });
      for (const { signed } of await signAll()) logger.info('sent', { signed, headers: signed.headers });
    } finally {
      write.mockRestore();
    }
    const log = lines.join('\n');
    expect(log).toContain('"path":"/api/v1/account"');
    for (const { hidden } of await signAll()) for (const text of hidden) expect(log).not.toContain(text);
  });

  test('cannot be changed after it was signed', async () => {
    const { signed } = (await signAll())[0] ?? {};
    expect(signed && Reflect.set(signed, 'target', '/other')).toBe(false);
    expect(signed && Reflect.set(signed.headers, 'X-HK-APIKEY', 'other')).toBe(false);
  });
});

describe('a signer', () => {
  test.each([
    ['HMAC', { ...hmacSecret, totpSecret }],
    ['ECDSA', ecdsaSecret],
    ['Ed25519', ed25519Secret],
  ])('%s shows no part of its secret, however it is printed', async (_name, secret) => {
    const signer = await open(secret);
    const pemBody = ed25519Pem.split('\n')[1] ?? '';
    const hidden = [
      secret.apiKey,
      hmacSecret.secretKey,
      ecdsaSecret.privateKey,
      ed25519Der,
      pemBody,
      totpSecret,
      '0707',
    ];
    for (const line of printed(signer)) for (const text of hidden) expect(line).not.toContain(text);
    expect(JSON.parse(JSON.stringify(signer))).toMatchObject({
      fingerprint: signer.fingerprint,
      signing: secret.signing,
    });
  });
});
