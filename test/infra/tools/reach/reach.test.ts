import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { reach } from '../../../../infra/tools/reach/reach.ts';

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
