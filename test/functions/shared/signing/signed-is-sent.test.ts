import { createHmac, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'undici';
import type { CurrentRequest, SignedRequest } from '../../../../functions/shared/signing/requests.ts';
import { anyCharacter } from '../../../support/text-arbitraries.ts';
import { ed25519PublicKey, ed25519Secret, hmacSecret, open } from './support/secrets.ts';

const names = fc
  .stringMatching(/^[A-Za-z0-9]{1,20}$/)
  .filter((name) => !/^(recvWindow|timestamp|signature)$/.test(name));
const requests: fc.Arbitrary<CurrentRequest> = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const, 'PUT' as const, 'DELETE' as const),
  path: fc.constantFrom('/api/v1/account', '/api/v1.1/spot/order'),
  params: fc.uniqueArray(fc.tuple(names, fc.string({ unit: anyCharacter, maxLength: 30 })), {
    maxLength: 8,
    selector: ([name]) => name,
  }),
  timestamp: fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }),
  recvWindow: fc.integer({ min: 1, max: 8000 }),
});

/** What an exchange would take as the signed text: query and body, without the signature that ends one of them. */
function received(request: SignedRequest): { text: string; signature: string } {
  const query = request.target.split('?')[1] ?? '';
  const [text = '', signature = ''] = `${query}${request.body ?? ''}`.split('&signature=');
  return { text, signature: decodeURIComponent(signature) };
}

function expectFields(text: string, request: CurrentRequest): void {
  const sent = [...new URLSearchParams(text)];
  const own = [
    ['recvWindow', String(request.recvWindow)],
    ['timestamp', String(request.timestamp)],
  ];
  expect(sent).toEqual([...request.params.map((pair) => [...pair]), ...own]);
}

describe('what is signed is what is sent', () => {
  test('HMAC: the received bytes verify and hold every parameter in its order', async () => {
    const signer = await open(hmacSecret);
    fc.assert(
      fc.property(requests, (request) => {
        const { text, signature } = received(signer.signCurrent(request));
        expect(signature).toBe(createHmac('sha256', hmacSecret.secretKey).update(text).digest('hex'));
        expectFields(text, request);
      }),
    );
  });

  test('Ed25519: the received bytes verify and hold every parameter in its order', async () => {
    const signer = await open(ed25519Secret);
    fc.assert(
      fc.property(requests, (request) => {
        const { text, signature } = received(signer.signCurrent(request));
        expect(verify(null, Buffer.from(text), ed25519PublicKey, Buffer.from(signature, 'base64'))).toBe(true);
        expectFields(text, request);
      }),
    );
  });

  test('an HTTP client sends target, headers and body unchanged over the wire', async () => {
    const signer = await open(hmacSecret);
    const seen: { line: string; headers: string[]; body: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const line = `${request.method} ${request.url}`;
      seen.push({ line, headers: request.rawHeaders, body: Buffer.concat(chunks).toString('utf8') });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const client = new Client(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    try {
      for (const method of ['GET', 'POST'] as const) {
        const params = [['remark', "a b+c/é!'()*"]] as const;
        const base = { path: '/api/v1/account/withdraw', params, timestamp: 1_712_317_312_973, recvWindow: 5000 };
        const signed = signer.signCurrent({ method, ...base, twoFactorToken: '123456' });
        const { target, headers, body } = signed;
        await (await client.request({ method, path: target, headers, body: body ?? null })).body.dump();
        const last = seen.at(-1);
        expect(last).toMatchObject({ line: `${method} ${target}`, body: body ?? '' });
        expect(last?.headers).toEqual(expect.arrayContaining(Object.entries(headers).flat()));
        expect(last?.headers).not.toContain('toJSON');
      }
    } finally {
      await client.close();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
