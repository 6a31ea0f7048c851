import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { SigningModeError } from '../../../../functions/shared/signing/errors.ts';
import type { CurrentRequest, ProRequest } from '../../../../functions/shared/signing/requests.ts';
import { ecdsaSecret, ed25519Secret, hmacSecret, open, thrown } from './support/secrets.ts';

const timestamp = 1_712_317_312_973;
const current: CurrentRequest = { method: 'GET', path: '/api/v1/account', params: [], timestamp, recvWindow: 5000 };
const pro: ProRequest = { method: 'GET', path: '/APITrade/v1/info/time', timestamp };

describe('a signer', () => {
  test("with an ECDSA key refuses today's API and says what would be right", async () => {
    const error = thrown(await open(ecdsaSecret).then((signer) => () => signer.signCurrent(current)));
    expect(error).toBeInstanceOf(SigningModeError);
    expect(error).toMatchObject({
      code: 'signing-mode',
      flaws: [
        {
          field: 'signing',
          reason: expect.stringContaining('ecdsa-secp256k1'),
          expected: "'hmac-sha256' or 'ed25519'",
        },
      ],
    });
  });

  test('with an Ed25519 key refuses HashKey PRO and says what would be right', async () => {
    const error = thrown(await open(ed25519Secret).then((signer) => () => signer.signPro(pro)));
    expect(error).toMatchObject({
      code: 'signing-mode',
      flaws: [
        {
          field: 'signing',
          reason: expect.stringContaining('ed25519'),
          expected: "'ecdsa-secp256k1' or 'hmac-sha256'",
        },
      ],
    });
  });

  test('shows which key it is by the start of a hash', async () => {
    const { fingerprint } = await open(hmacSecret);
    expect(fingerprint).toBe(createHash('sha256').update(hmacSecret.apiKey).digest('hex').slice(0, 8));
  });

  test.each(['GET', 'DELETE'] as const)('a %s carries everything in its query', async (method) => {
    const signed = (await open(hmacSecret)).signCurrent({ ...current, method, params: [['coin', 'USDT']] });
    expect(signed.target).toMatch(
      /^\/api\/v1\/account\?coin=USDT&recvWindow=5000&timestamp=1712317312973&signature=[0-9a-f]{64}$/,
    );
    expect(signed.body).toBeUndefined();
    expect(signed.headers).not.toHaveProperty('Content-Type');
  });

  test.each(['POST', 'PUT'] as const)('a %s carries everything in its form body', async (method) => {
    const signed = (await open(hmacSecret)).signCurrent({ ...current, method, params: [['coin', 'USDT']] });
    expect(signed.target).toBe('/api/v1/account');
    expect(signed.body).toMatch(/^coin=USDT&recvWindow=5000&timestamp=1712317312973&signature=[0-9a-f]{64}$/);
    expect(signed.headers['Content-Type']).toBe('application/x-www-form-urlencoded');
  });

  test('a two-factor token goes into its header and is not signed', async () => {
    const signer = await open(hmacSecret);
    const signed = signer.signCurrent({ ...current, twoFactorToken: '123456' });
    expect(signed.headers['X-TWO-FA-TOKEN']).toBe('123456');
    expect(signed.target).toBe(signer.signCurrent(current).target);
    expect(signer.signCurrent(current).headers).not.toHaveProperty('X-TWO-FA-TOKEN');
  });

  test('signs the same request the same way each time', async () => {
    for (const secret of [hmacSecret, ed25519Secret]) {
      const signer = await open(secret);
      expect(signer.signCurrent(current).target).toBe(signer.signCurrent(current).target);
    }
    const signer = await open(ecdsaSecret);
    expect({ ...signer.signPro(pro).headers }).toEqual({ ...signer.signPro(pro).headers });
  });

  test('passes a body of HashKey PRO on exactly as it was signed', async () => {
    const body = '{"symbol":"ETH-BTC","note":"a b"}';
    const signed = (await open(hmacSecret)).signPro({ ...pro, method: 'POST', path: '/APITrade/v1/order', body });
    expect(signed.body).toBe(body);
    expect(signed.target).toBe('/APITrade/v1/order');
  });
});
