import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { ecdsaSecret, ed25519Secret, hmacSecret } from './support/secrets.ts';
import { type Answer, SecretsServer } from './support/secrets-server.ts';

let folder: string;

// Runs the layer's bundle as a function does: by `require`, in plain Node, with the endpoint from the environment.
const script = `
const { openKey } = require(process.argv[1]);
const clock = { now: () => 1712317312973, sleep: async () => {} };
const key = openKey({ secretId: 'treasury/transfer', ttlMs: 60000, clock });
key.signer()
  .then((signer) => ({ signing: signer.signing }))
  .catch(({ code, reason, cause }) => ({ code, reason, cause: cause?.code }))
  .then((result) => process.stdout.write(JSON.stringify({ ...result, curve: globalThis.curveLoaded === true })));
`;

// Stands before the curve's own module and leaves a mark when that is loaded.
const marker = `
globalThis.curveLoaded = true;
export * from ${JSON.stringify(resolve('node_modules/@noble/curves/secp256k1.js'))};
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signing-bundle-'));
  writeFileSync(join(folder, 'marker.js'), marker);
  buildSync({
    entryPoints: ['functions/shared/signing/index.ts'],
    outfile: join(folder, 'index.cjs'),
    alias: { '@noble/curves/secp256k1.js': join(folder, 'marker.js') },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

async function run(endpoint: string): Promise<unknown> {
  const env = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, join(folder, 'index.cjs')], { env });
  return JSON.parse(stdout);
}

describe('the bundled layer', () => {
  test.each([
    [hmacSecret, false],
    [ed25519Secret, false],
    [ecdsaSecret, true],
  ])(
    'opens a secret from the endpoint in the environment, and loads the curve only when needed',
    async (secret, curve) => {
      await using server = await SecretsServer.start({ kind: 'secret', text: JSON.stringify(secret) });
      expect(await run(server.url)).toEqual({ signing: secret.signing, curve });
      expect(server.asked).toHaveLength(1);
    },
  );

  test('tells a connection that was cut as the network, after two attempts', async () => {
    const cut: Answer = { kind: 'cut' };
    await using server = await SecretsServer.start(cut);
    const told = { code: 'secret-unavailable', reason: 'network', cause: 'ECONNRESET', curve: false };
    expect(await run(server.url)).toEqual(told);
    expect(server.asked).toHaveLength(2);
  });

  test('stops to wait for an answer that never comes', async () => {
    await using server = await SecretsServer.start({ kind: 'hang' });
    const told = { code: 'secret-unavailable', reason: 'timeout', cause: 'ETIMEDOUT', curve: false };
    expect(await run(server.url)).toEqual(told);
    expect(server.asked).toHaveLength(2);
  });

  test('tells a server that is not there as the network', async () => {
    const server = await SecretsServer.start({ kind: 'hang' });
    await server[Symbol.asyncDispose]();
    const told = { code: 'secret-unavailable', reason: 'network', cause: 'ECONNREFUSED', curve: false };
    expect(await run(server.url)).toEqual(told);
  });
});
