import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { consoleRoutes } from '../../../functions/console/routes.ts';
import {
  type AssetManifest,
  assetManifestFile,
  assetManifestSchema,
} from '../../../functions/shared/core/asset-manifest.ts';
import { sharedAssets } from '../../support/shared-assets.ts';
import { lambda, permission, resource } from './aws/support/assembly.ts';
import { start, type TestStack } from './aws/support/stack.ts';

/* The console's function as it is deployed, with the files of its build, behind the gateway of the local stack. */

const configuration = {
  stage: 'sandbox',
  issuer: 'https://login.example.com',
  clientId: 'treasury',
  scope: 'openid',
  token: 'id',
  userClaim: 'email',
  groupsClaim: 'groups',
  audience: 'treasury',
};

let stack: TestStack;
let manifest: AssetManifest;

beforeAll(async () => {
  const folder = (await sharedAssets()).folderOf('console');
  manifest = v.parse(assetManifestSchema, JSON.parse(await readFile(path.join(folder, assetManifestFile), 'utf8')));
  const route = (RouteKey: string) =>
    resource('AWS::ApiGatewayV2::Route', {
      ApiId: { Ref: 'Api' },
      RouteKey,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      AuthorizationType: 'NONE',
    });
  const Variables = {
    CONSOLE_CONFIGURATION: JSON.stringify(configuration),
    CONSOLE_PROVIDER_ORIGINS: '',
    CONSOLE_DISCOVERY: 'http://127.0.0.1:4567/.well-known/openid-configuration',
  };
  stack = await start({
    resources: {
      Console: lambda('console', { Environment: { Variables } }),
      Permission: permission('Console', 'apigateway.amazonaws.com'),
      Api: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
      Integration: resource('AWS::ApiGatewayV2::Integration', {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Console', 'Arn'] },
        PayloadFormatVersion: '2.0',
      }),
      ...Object.fromEntries(consoleRoutes.map((key, index) => [`Route${index}`, route(key)])),
    },
    builtAssets: { console: folder },
  });
});

afterAll(async () => {
  await stack[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** As bytes on the wire: `fetch` would unpack them, and clean the path. */
function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stack.httpUrl ?? '');
    const sent = request({ hostname, port, path: target, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject).end();
  });
}

const protections = {
  'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'; style-src 'self'"),
  'strict-transport-security': expect.stringContaining('max-age=63072000'),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('clipboard-write=(self)'),
};

describe('the page', () => {
  test('comes to everybody, and is asked for anew each time', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      ...protections,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(headers['content-security-policy']).toContain(
      "connect-src 'self' https://login.example.com http://127.0.0.1:4567;",
    );
    expect(body.toString()).toContain(`src="/console/${manifest.entry}"`);
    expect(body.toString()).toContain('&quot;discovery&quot;:&quot;http://127.0.0.1:4567/');
  });

  test('is not sent again where it is still the same', async () => {
    const { headers } = await ask('/');
    const etag = String(headers.etag);
    for (const sent of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const again = await ask('/', { 'if-none-match': sent });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers).toMatchObject({ ...protections, etag, 'cache-control': 'no-cache' });
    }
    expect((await ask('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('also comes back from a login, with what the provider says', async () => {
    const { status, body } = await ask('/?code=abc&state=%22%3E%3Cscript%3E');
    expect(status).toBe(200);
    expect(body).toEqual((await ask('/')).body);
  });

  test('is compressed as the browser takes it', async () => {
    const plain = (await ask('/')).body;
    const brotli = await ask('/', { 'accept-encoding': 'gzip, deflate, br' });
    expect([brotli.headers['content-encoding'], brotli.headers.vary]).toEqual(['br', 'accept-encoding']);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain);
    const gzip = await ask('/', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(gzip.body)).toEqual(plain);
  });
});

describe('a file of the console', () => {
  test('comes with its type, and is kept for ever', async () => {
    for (const [name, { type, bytes }] of Object.entries(manifest.files)) {
      const { status, headers, body } = await ask(`/console/${name}`);
      expect([name, status, body.length]).toEqual([name, 200, bytes]);
      expect(headers).toMatchObject({
        ...protections,
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
      });
    }
  });

  test('is the same however it is compressed', async () => {
    const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const target = `/console/${manifest.entry}`;
    const plain = sum((await ask(target)).body);
    const brotli = await ask(target, { 'accept-encoding': 'br' });
    const gzip = await ask(target, { 'accept-encoding': 'gzip' });
    expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect([sum(brotliDecompressSync(brotli.body)), sum(gunzipSync(gzip.body))]).toEqual([plain, plain]);
    expect(brotli.body.length).toBe(manifest.files[manifest.entry]?.brotli);
  });

  test.each([
    '/console/main.js',
    '/console/..%2findex.js',
    '/console/..%2f..%2f..%2fetc%2fpasswd',
    '/console/%2e%2e',
    '/console/..%5cindex.js',
    '/console/public.json',
    '/console/index.js',
    '/console/toString',
    '/console/__proto__',
    '/console/%00',
  ])('is none: %s', async (target) => {
    const { status, headers, body } = await ask(target);
    expect(status).toBe(404);
    expect(headers).toMatchObject({ ...protections, 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(JSON.parse(body.toString())).toEqual({
      error: { code: 'not-found', message: 'There is no file', details: [] },
    });
  });

  test('is none that is stored compressed beside it', async () => {
    expect((await ask(`/console/${manifest.entry}.br`)).status).toBe(404);
  });
});

describe('what is neither page nor file', () => {
  test.each([
    ['POST', '/'],
    ['PUT', '/'],
    ['DELETE', '/console/main.js'],
    ['GET', '/console/'],
    ['GET', '/console/a/b'],
    ['GET', '/console/../index.js'],
    ['GET', '//'],
  ])('%s %s does not reach the console', async (method, target) => {
    const { status, body } = await ask(target, {}, method);
    expect([status, body.toString()]).toEqual([404, '{"message":"Not Found"}']);
  });
});
