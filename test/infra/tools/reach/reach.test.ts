import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { lookAt } from '../../../../infra/tools/reach/endpoint-reach.ts';
import { openFixGateway } from '../../../../infra/tools/reach/fix-gateway.ts';
import { reach } from '../../../../infra/tools/reach/reach.ts';
import { pingWebSocket } from '../../../../infra/tools/reach/web-socket.ts';
import { openWebsite } from '../../../../infra/tools/reach/website.ts';

let exchange: RunningExchange;
let folder: string;

beforeAll(async () => {
  exchange = await startExchange();
  folder = await mkdtemp(path.join(tmpdir(), 'reach-'));
});
afterAll(async () => {
  await exchange.close();
  await rm(folder, { recursive: true });
});

async function reachWith(environment: string, secret: unknown, url = exchange.url) {
  const keyFile = path.join(folder, 'key.json');
  await writeFile(keyFile, JSON.stringify(secret), { mode: 0o600 });
  return reach({ environment, keyFile, url, bind: false });
}

test.each(['proPubPriv', 'proHmac'] as const)('HashKey PRO takes a right signature of %s', async (key) => {
  expect(await reachWith('hashkey-pro-preview', exchange.keys[key])).toMatchObject({ generation: 'pro' });
});

test('HashKey PRO refuses a wrong one', async () => {
  const secret = { ...exchange.keys.proHmac, secretKey: 'wrong' };
  await expect(reachWith('hashkey-pro-staging', secret)).rejects.toMatchObject({ code: 'exchange-refused' });
});

test('today’s API tells whose key it is and how far the clocks are apart', async () => {
  const reached = await reachWith('hashkey-sandbox', exchange.keys.read);
  expect(reached).toMatchObject({ environment: 'hashkey-sandbox', account: 'master' });
  expect(Math.abs(reached.clockAheadMs ?? Number.NaN)).toBeLessThan(1_000);
});

const endpointsOf = ({ endpoints }: Awaited<ReturnType<typeof reach>>) =>
  endpoints.map(({ endpoint, reached }) => [endpoint, reached]);

test('with a key the private stream is opened too, and its address is shown nowhere', async () => {
  const reached = await reachWith('hashkey-sandbox', exchange.keys.read);
  expect(endpointsOf(reached)).toEqual([
    ['websocket-public', true],
    ['websocket-private', true],
  ]);
  const { host } = new URL(exchange.url);
  expect(reached.endpoints.map(({ target }) => target)).toEqual([
    `ws://${host}/quote/ws/v1`,
    `ws://${host}/api/v1/ws/{listenKey}`,
  ]);
  expect(reached.endpoints[1]?.detail).toMatch(/^opened, and answered a ping, within \d+ ms$/);
});

test('without a key what is open to anybody is looked at', async () => {
  const reached = await reach({ environment: 'hashkey-production', url: exchange.url, bind: false });
  expect(endpointsOf(reached)).toEqual([['websocket-public', true]]);
  expect(reached).not.toHaveProperty('account');
  await expect(reach({ environment: 'hashkey-pro-preview', url: exchange.url, bind: false })).rejects.toThrow(
    '--key: is missing',
  );
});

test('HashKey PRO’s stream is opened at its own path', async () => {
  const reached = await reachWith('hashkey-pro-staging', exchange.keys.proHmac);
  expect(endpointsOf(reached)).toEqual([['websocket-public', true]]);
  expect(reached.endpoints[0]?.target).toContain('/APITradeWS/v1/messages');
});

test.each([
  ['a mode that signs for the other API', 'hashkey-sandbox', 'proPubPriv', 'signing-mode'],
  ['an environment that is none', 'mars', 'read', 'invalid-input'],
] as const)('%s is refused', async (_what, environment, key, code) => {
  await expect(reachWith(environment, exchange.keys[key])).rejects.toMatchObject({ code });
});

test('only this machine may stand in for a host', async () => {
  await expect(reachWith('hashkey-sandbox', exchange.keys.read, 'https://exchange.example.com')).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('--url'),
  });
});

describe('an endpoint that cannot be reached', () => {
  test('says how far it came: a stream that there is not, or whose key is none', async () => {
    const { host } = new URL(exchange.url);
    await expect(pingWebSocket(`ws://${host}/quote/ws/v9`)).rejects.toThrow('no handshake');
    await expect(pingWebSocket(`ws://${host}/api/v1/ws/0123`)).rejects.toThrow('no handshake');
  });

  test('says how far it came: a gateway with TCP and no TLS, and one with neither', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.resume().end('no TLS here\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const open = () => openFixGateway('127.0.0.1', port);
    await expect(open()).rejects.toThrow(`the name is 127.0.0.1, TCP on port ${port}, no TLS`);
    server.close();
    await once(server, 'close');
    await expect(open()).rejects.toThrow(`the name is 127.0.0.1, no TCP on port ${port} (ECONNREFUSED)`);
  });

  test('costs itself, and says why', async () => {
    const away = await lookAt('website', 'http://127.0.0.1:1', () => openWebsite('http://127.0.0.1:1'));
    expect(away).toMatchObject({ endpoint: 'website', reached: false, detail: expect.stringMatching(/./) });
    const there = await lookAt('website', exchange.url, () => openWebsite(exchange.url));
    expect(there).toMatchObject({ reached: true, detail: 'HTTP 404' });
  });
});
