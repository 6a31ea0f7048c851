import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../console/api/client.ts';
import { LoginExpiredError, RefusedError, UnansweredError } from '../../../console/api/errors.ts';

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly token: string | null;
  readonly body: unknown;
}

/** A client whose answers are these, one after the other, with what it sent. */
function clientWith(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const tokens: boolean[] = [];
  const session = {
    token: async ({ isFresh } = { isFresh: false }) => {
      tokens.push(isFresh);
      return isFresh ? 'fresh' : 'first';
    },
  };
  const client = new ApiClient(session, async (url, { method, headers, body } = {}) => {
    sent.push({ url: String(url), method, token: new Headers(headers).get('authorization'), body });
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('nothing more is answered');
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { client, sent, tokens };
}

const answer = (status: number, body: unknown, headers = {}) => Response.json(body, { status, headers });
const refusal = { error: { code: 'not-found', message: 'There is no instruction x', details: [] } };

describe('a call of the API', () => {
  test('fills the path and the query, each value as one text', async () => {
    const { client, sent } = clientWith(answer(200, { instructions: [] }));
    await client.call('GET /instructions', { query: { coin: 'USDT', requestedBy: 'a&b=c', destination: '' } });
    expect(sent[0]?.url).toBe('/instructions?coin=USDT&requestedBy=a%26b%3Dc');
  });

  test('keeps a parameter of the path one part of it', async () => {
    const { client, sent } = clientWith(answer(200, {}));
    await client.call('GET /instructions/{id}', { path: { id: '../policy' } });
    expect(sent[0]?.url).toBe('/instructions/..%2Fpolicy');
  });

  test.each(['.', '..'])('never goes to another route by a parameter %s', async (coin) => {
    const { client, sent } = clientWith();
    const call = client.call('GET /deposit-addresses/{coin}/{chain}', { path: { coin, chain: 'policy' } });
    await expect(call).rejects.toMatchObject({ code: 'not-found' });
    expect(sent).toEqual([]);
  });

  test('sends a body as JSON and the token, and says which of its answers came', async () => {
    const { client, sent } = clientWith(answer(202, { id: 'inv-1' }));
    const body = { decision: 'approve', digest: '0'.repeat(64) } as const;
    const { status } = await client.call('POST /instructions/{id}/approvals', { path: { id: 'inv-1' }, body });
    expect(status).toBe(202);
    expect(sent).toEqual([
      { url: '/instructions/inv-1/approvals', method: 'POST', token: 'Bearer first', body: JSON.stringify(body) },
    ]);
  });

  test('takes a fresh token once where the first one was not taken', async () => {
    const { client, sent, tokens } = clientWith(answer(401, { message: 'Unauthorized' }), answer(200, {}));
    await client.call('GET /policy', {});
    expect(tokens).toEqual([false, true]);
    expect(sent.map(({ token }) => token)).toEqual(['Bearer first', 'Bearer fresh']);
  });

  test('needs a login where the fresh token is not taken either', async () => {
    const { client } = clientWith(answer(401, { message: 'Unauthorized' }), answer(401, { message: 'Unauthorized' }));
    await expect(client.call('GET /policy', {})).rejects.toThrow(LoginExpiredError);
  });

  test('that is refused has the code and the flaws', async () => {
    const { client } = clientWith(answer(404, refusal));
    const call = client.call('GET /instructions/{id}', { path: { id: 'x' } });
    await expect(call).rejects.toThrow(RefusedError);
    await expect(call).rejects.toMatchObject({ code: 'not-found', status: 404, details: [] });
  });

  test.each([
    ['the network is away', new TypeError('fetch failed'), 'offline'],
    ['it takes too long', new DOMException('late', 'TimeoutError'), 'timeout'],
    ['the answer is no JSON', new Response('<html>'), 'unreadable'],
    ['the gateway alone answers', answer(503, { message: 'Service Unavailable' }), 'unreadable'],
  ])('says that nobody knows what became of it where %s', async (_what, given, because) => {
    const call = clientWith(given).client.call('POST /instructions/{id}/cancel', { path: { id: 'x' } });
    await expect(call).rejects.toThrow(UnansweredError);
    await expect(call).rejects.toMatchObject({ because });
  });

  test.each([
    ['it takes too long', new DOMException('late', 'TimeoutError')],
    ['the answer is no JSON', new Response('<html>')],
    ['the gateway alone answers', answer(503, { message: 'Service Unavailable' })],
  ])('that only reads has done nothing where %s', async (_what, given) => {
    const call = clientWith(given).client.call('GET /policy', {});
    await expect(call).rejects.toMatchObject({ name: 'UnansweredError', because: 'unread' });
  });
});

describe('a page as CSV', () => {
  test('has the text, and where the next one begins', async () => {
    const link = '</instructions?format=csv&after=a%2Fb>; rel="next"';
    const { client } = clientWith(new Response('id\r\n', { headers: { link } }));
    expect(await client.csv('GET /instructions', {})).toEqual({ text: 'id\r\n', next: 'a/b' });
  });

  test('that is the last one has no next', async () => {
    const { client } = clientWith(new Response('id\r\n'));
    expect(await client.csv('GET /instructions', {})).toEqual({ text: 'id\r\n', next: undefined });
  });
});
