import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Metafile, stop } from 'esbuild';
import { bundleFunctions } from '../../../infra/bundling/assets.ts';
import { project } from './project-fixture.ts';

const entry = 'functions/client/handler.ts';
const source = `
import { errors, Pool } from 'undici';
export async function handler(url: string, body: string | FormData) {
  const pool = new Pool(url, { allowH2: false, maxResponseSize: 8 });
  try {
    const answer = await pool.request({ path: '/', method: 'POST', body });
    return await answer.body.text();
  } catch (error) {
    return error instanceof errors.UndiciError ? error.code : String(error);
  } finally {
    await pool.close();
  }
}`;

const fixture = project({ [entry]: source });
const outdir = path.join(fixture.root, 'out');
const server = createServer((request, response) => {
  request.pipe(response);
});
let inputs: Metafile['inputs'] = {};
let url = '';

beforeAll(async () => {
  ({ inputs } = await bundleFunctions(fixture.root, { client: entry }, outdir));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  fixture[Symbol.dispose]();
  await stop();
});

describe('undici in a bundle', () => {
  test('sends and receives over a real connection', async () => {
    await expect(handler()(url, 'amount=1')).resolves.toBe('amount=1');
  });

  test('still gives its errors by class', async () => {
    await expect(handler()(url, 'longer than eight')).resolves.toBe('UND_ERR_RES_EXCEEDED_MAX_SIZE');
  });

  test('is without HTTP/2, fetch, WebSocket, caches and mocks', () => {
    const files = Object.keys(inputs).filter((input) => input.includes('undici/lib/'));
    expect(files).not.toEqual([]);
    expect(
      files.filter((file) => /client-h2|fetch\/(index|body)|websocket|mock|cache|parser-h1|milo/.test(file)),
    ).toEqual([]);
    expect(readFileSync(path.join(outdir, 'client/index.js'), 'utf8')).not.toContain('node:http2');
  });

  test('refuses a body that only a left out part could send', async () => {
    await expect(handler()(url, new FormData())).resolves.toBe('UND_ERR_INVALID_ARG');
  });

  test('fails the build for a name that was left out', async () => {
    using other = project({ [entry]: "import { fetch } from 'undici'; export const handler = () => fetch('');" });
    const bundling = bundleFunctions(other.root, { client: entry }, path.join(other.root, 'out'));
    await expect(bundling).rejects.toThrow('No matching export');
  });
});

function handler(): (url: string, body: string | FormData) => Promise<string> {
  return createRequire(import.meta.url)(path.join(outdir, 'client')).handler;
}
