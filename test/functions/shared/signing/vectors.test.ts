import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ed25519Base64 } from '../../../../functions/shared/signing/ed25519.ts';
import { hmacHex, hmacKey } from '../../../../functions/shared/signing/hmac.ts';
import type { CurrentRequest, Method } from '../../../../functions/shared/signing/requests.ts';
import vectors from './signing-vectors.json' with { type: 'json' };
import { open } from './support/secrets.ts';

// PKCS#8 of an Ed25519 seed is this prefix and the seed (RFC 8410).
const pkcs8Prefix = '302e020100300506032b657004220420';

function requestOf(totalParams: string, method: Method): CurrentRequest {
  const params = totalParams.split('&').map((pair): [string, string] => {
    const [name = '', value = ''] = pair.split('=');
    return [name, value];
  });
  const own = new Map(params);
  return {
    method,
    path: '/api/v1/spot/order',
    params: params.filter(([name]) => name !== 'recvWindow' && name !== 'timestamp'),
    recvWindow: Number(own.get('recvWindow')),
    timestamp: Number(own.get('timestamp')),
  };
}

describe("today's API, HMAC", () => {
  test.each(vectors.current_hmac)(
    '$mode published=$published: the signature of the signed text is reproduced',
    (vector) => {
      expect(hmacHex(hmacKey(vector.secret), vector.totalParams)).toBe(vector.signature);
    },
  );

  const [inQuery, inBody] = vectors.current_hmac;

  test('the vector in the query is reproduced as a whole request', async () => {
    const signer = await open({ apiKey: inQuery?.apiKey, secretKey: inQuery?.secret, signing: 'hmac-sha256' });
    const signed = signer.signCurrent(requestOf(inQuery?.totalParams ?? '', 'GET'));
    expect(signed.target).toBe(`/api/v1/spot/order?${inQuery?.totalParams}&signature=${inQuery?.expect}`);
    expect(signed.body).toBeUndefined();
    expect({ ...signed.headers }).toEqual({ 'X-HK-APIKEY': inQuery?.apiKey });
  });

  test('the vector in the body is reproduced as a whole request', async () => {
    const signer = await open({ apiKey: inBody?.apiKey, secretKey: inBody?.secret, signing: 'hmac-sha256' });
    const signed = signer.signCurrent(requestOf(inBody?.totalParams ?? '', 'POST'));
    expect(signed.target).toBe('/api/v1/spot/order');
    expect(signed.body).toBe(`${inBody?.totalParams}&signature=${inBody?.expect}`);
    expect({ ...signed.headers }).toEqual({
      'X-HK-APIKEY': inBody?.apiKey,
      'Content-Type': 'application/x-www-form-urlencoded',
    });
  });
});

describe("today's API, Ed25519", () => {
  const cases = vectors.current_ed25519.map((vector) => ({
    ...vector,
    der: Buffer.from(pkcs8Prefix + vector.seedHex, 'hex'),
  }));

  test.each(cases)('the signature is reproduced, in Base64 and in hex', ({ der, ...vector }) => {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    expect(createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')).toBe(
      vector.publicKeySpkiBase64,
    );
    const signature = ed25519Base64(key, vector.totalParams);
    expect(signature).toBe(vector.signatureBase64);
    expect(Buffer.from(signature, 'base64').toString('hex')).toBe(vector.signatureHex);
  });

  test.each(cases)(
    'the vector is reproduced as a whole request, Base64 percent-encoded',
    async ({ der, ...vector }) => {
      const signer = await open({ apiKey: 'access', privateKey: der.toString('base64'), signing: 'ed25519' });
      const signed = signer.signCurrent(requestOf(vector.totalParams, 'POST'));
      const encoded = vector.signatureBase64.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D');
      expect(signed.body).toBe(`${vector.totalParams}&signature=${encoded}`);
    },
  );
});

describe('HashKey PRO', () => {
  const pro = vectors.gen1_pro;
  const requests = pro.cases.filter(({ message }) => message.startsWith('1'));

  test('the vectors hold a request', () => {
    expect(requests).toHaveLength(1);
  });

  test.each(requests)('PUB-PRIV reproduces the headers of $message', async ({ ecdsa }) => {
    const signer = await open({
      apiKey: pro.pubPrivApiKey,
      privateKey: pro.privateKeyBase64,
      signing: 'ecdsa-secp256k1',
    });
    const signed = signer.signPro({ method: 'GET', path: '/APITrade/v1/info/time', timestamp: 1548806400000 });
    expect(signed.target).toBe('/APITrade/v1/info/time');
    expect({ ...signed.headers }).toEqual({
      'API-KEY': pro.pubPrivApiKey,
      'API-SIGNATURE': `{"r":"${ecdsa.r}","s":"${ecdsa.s}","v":${ecdsa.v}}`,
      'API-TIMESTAMP': '1548806400000',
      'AUTH-TYPE': 'PUB-PRIV',
      'Content-Type': 'application/json',
    });
  });

  test.each(requests)('HMAC reproduces the headers of $message', async ({ hmacBase64 }) => {
    const signer = await open({ apiKey: pro.hmacApiKey, secretKey: pro.hmacSecret, signing: 'hmac-sha256' });
    const signed = signer.signPro({ method: 'GET', path: '/APITrade/v1/info/time', timestamp: 1548806400000 });
    expect({ ...signed.headers }).toEqual({
      'API-KEY': pro.hmacApiKey,
      'API-SIGNATURE': hmacBase64,
      'API-TIMESTAMP': '1548806400000',
      'AUTH-TYPE': 'HMAC',
      'Content-Type': 'application/json',
    });
  });
});
