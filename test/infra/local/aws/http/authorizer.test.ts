import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { flattenClaims } from '../../../../../infra/local/aws/http/claims.ts';
import { type Issuer, loadIssuer, signToken, type TokenRequest } from '../../../../../infra/local/aws/issuer.ts';
import { lambda, permission, resource } from '../support/assembly.ts';
import { sharedKeyFile } from '../support/issuer-key.ts';
import { start, type TestStack } from '../support/stack.ts';

const route = (RouteKey: string, AuthorizationScopes: readonly string[] = []) =>
  resource('AWS::ApiGatewayV2::Route', {
    ApiId: { Ref: 'Api' },
    RouteKey,
    Target: { 'Fn::Sub': `integrations/\${Integration}` },
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: 'Authorizer' },
    AuthorizationScopes,
  });

const stackDefinition = {
  resources: {
    Handler: lambda('handler'),
    Permission: permission('Handler', 'apigateway.amazonaws.com'),
    Api: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
    Authorizer: resource('AWS::ApiGatewayV2::Authorizer', {
      ApiId: { Ref: 'Api' },
      Name: 'jwt',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['treasury', 'second'], Issuer: 'https://login.example.com' },
    }),
    Integration: resource('AWS::ApiGatewayV2::Integration', {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': ['Handler', 'Arn'] },
      PayloadFormatVersion: '2.0',
    }),
    Open: route('GET /me'),
    Scoped: route('GET /scoped', ['pay', 'admin']),
  },
  assets: { handler: { 'index.js': 'exports.handler = async (event) => event.requestContext.authorizer;' } },
};

const right: TokenRequest = {
  issuer: 'https://login.example.com',
  audience: 'treasury',
  expiresInSeconds: 600,
  claims: {
    sub: 'alice@example.com',
    email: 'alice@example.com',
    groups: ['treasury', 'finance'],
    level: 3,
    active: true,
  },
};

async function get(
  stack: TestStack,
  token: string | undefined,
  path = '/me',
): Promise<{ status: number; body: unknown }> {
  const headers = token === undefined ? {} : { authorization: token };
  const answer = await fetch(`${stack.httpUrl}${path}`, { headers });
  return { status: answer.status, body: await answer.json() };
}

describe('a route with a JWT authorizer', () => {
  let stack: TestStack;
  let issuer: Issuer;
  let foreign: Issuer;
  let folder: string;

  beforeAll(async () => {
    stack = await start(stackDefinition);
    issuer = await loadIssuer(sharedKeyFile);
    folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
    foreign = await loadIssuer(join(folder, 'deep', 'foreign.json'));
  });
  afterAll(async () => {
    await stack[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test('hands the claims on as text', async () => {
    const token = await signToken(issuer, right, Date.now());
    const expected = {
      status: 200,
      body: {
        jwt: {
          claims: {
            sub: 'alice@example.com',
            email: 'alice@example.com',
            groups: '[treasury finance]',
            level: '3',
            active: 'true',
            iss: 'https://login.example.com',
            aud: 'treasury',
            iat: expect.stringMatching(/^\d+$/),
            exp: expect.stringMatching(/^\d+$/),
          },
          scopes: null,
        },
      },
    };
    expect(await get(stack, `Bearer ${token}`)).toEqual(expected);
    expect(await get(stack, token)).toEqual(expected);
  });

  test('takes any of its audiences', async () => {
    const token = await signToken(issuer, { ...right, audience: 'second' }, Date.now());
    expect((await get(stack, `Bearer ${token}`)).status).toBe(200);
  });

  const hour = 3_600_000;
  test.each<[string, () => Promise<string | undefined>]>([
    ['no token', async () => undefined],
    ['an empty token', async () => 'Bearer '],
    ['a token that is none', async () => 'Bearer abc.def.ghi'],
    ['an expired token', async () => signToken(issuer, right, Date.now() - hour)],
    ['a token of the future', async () => signToken(issuer, right, Date.now() + hour)],
    [
      'a token that is not valid yet',
      async () => {
        const claims = { ...right.claims, nbf: Math.floor(Date.now() / 1000) + 600 };
        return signToken(issuer, { ...right, claims }, Date.now());
      },
    ],
    ['a token signed by another key', async () => signToken(foreign, right, Date.now())],
    [
      'a token of another issuer',
      async () => signToken(issuer, { ...right, issuer: 'https://evil.example.com' }, Date.now()),
    ],
    ['a token for another audience', async () => signToken(issuer, { ...right, audience: 'payroll' }, Date.now())],
    [
      'a changed token',
      async () => {
        const [head = '', , signature = ''] = (await signToken(issuer, right, Date.now())).split('.');
        const forged = {
          ...right.claims,
          sub: 'mallory@example.com',
          iss: right.issuer,
          aud: 'treasury',
          exp: 4_102_444_800,
        };
        return `Bearer ${head}.${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${signature}`;
      },
    ],
    [
      'a token without a signature',
      async () => {
        const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const claims = { ...right.claims, iss: right.issuer, aud: 'treasury', exp: 4_102_444_800 };
        return `Bearer ${encode({ alg: 'none' })}.${encode(claims)}.`;
      },
    ],
  ])('refuses %s', async (_what, token) => {
    const lines = stack.lines.length;
    expect(await get(stack, await token())).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(stack.lines).toHaveLength(lines);
  });

  test.each([
    ['one of its scopes', 'pay read', 200],
    ['none of its scopes', 'read', 403],
  ])('with scopes answers a token with %s', async (_what, scope, status) => {
    const token = await signToken(issuer, { ...right, claims: { ...right.claims, scope } }, Date.now());
    expect((await get(stack, token, '/scoped')).status).toBe(status);
  });

  test('is closed to a path that has no route, with or without a token', async () => {
    expect(await get(stack, undefined, '/other')).toEqual({ status: 404, body: { message: 'Not Found' } });
  });
});

describe('claims', () => {
  test('are flattened as an HTTP API does it', () => {
    expect(flattenClaims({ one: ['a'], none: [], mixed: [1, true, 'x'], text: '[a b]', gone: null })).toEqual({
      one: '[a]',
      none: '[]',
      mixed: '[1 true x]',
      text: '[a b]',
      gone: 'null',
    });
  });
});

describe('the key of the local issuer', () => {
  test('is made once, readable by its owner only, whoever starts first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
    const file = join(folder, '.local', 'issuer-key.json');
    const [one, two] = await Promise.all([loadIssuer(file), loadIssuer(file)]);
    const token = await signToken(one, right, Date.now());
    expect(await signToken(two, right, Date.now())).toBe(token);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, 'utf8');
    await loadIssuer(file);
    expect(await readFile(file, 'utf8')).toBe(before);
    await rm(folder, { recursive: true });
  });
});
