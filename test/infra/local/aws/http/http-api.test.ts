import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { toHttpResponse } from '../../../../../infra/local/aws/http/response.ts';
import { findRoute, readRouteKey } from '../../../../../infra/local/aws/http/router.ts';
import { type Json, lambda, permission, resource } from '../support/assembly.ts';
import { start } from '../support/stack.ts';

/** An HTTP API without an authorizer whose routes all lead to the function `handler`. */
function stackDefinition(routes: readonly string[], handler: string, integration: Json = {}) {
  const route = (RouteKey: string) =>
    resource('AWS::ApiGatewayV2::Route', {
      ApiId: { Ref: 'Api' },
      RouteKey,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      AuthorizationType: 'NONE',
    });
  return {
    resources: {
      Handler: lambda('handler'),
      Permission: permission('Handler', 'apigateway.amazonaws.com'),
      Api: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
      Stage: resource('AWS::ApiGatewayV2::Stage', {
        ApiId: { Ref: 'Api' },
        StageName: '$default',
        AutoDeploy: true,
        DefaultRouteSettings: { ThrottlingRateLimit: 10 },
      }),
      Integration: resource('AWS::ApiGatewayV2::Integration', {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Handler', 'Arn'] },
        PayloadFormatVersion: '2.0',
        ...integration,
      }),
      ...Object.fromEntries(routes.map((key, index) => [`Route${index}`, route(key)])),
    },
    outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } }, Id: { Value: { Ref: 'Api' } } },
    assets: { handler: { 'index.js': `exports.handler = async (event, context) => { ${handler} };` } },
  };
}

const Alias = resource('AWS::Lambda::Alias', {
  FunctionName: { Ref: 'Handler' },
  FunctionVersion: '$LATEST',
  Name: 'http',
});

describe('a request', () => {
  test('reaches the function by the alias that the integration names', async () => {
    const shows = 'return { statusCode: 200, body: context.invokedFunctionArn }';
    const { resources, ...others } = stackDefinition(['GET /'], shows, { IntegrationUri: { Ref: 'Alias' } });
    const ofAlias = resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Alias' },
      Principal: 'apigateway.amazonaws.com',
    });
    await using stack = await start({ ...others, resources: { ...resources, Alias, Permission: ofAlias } });
    const shown = await (await fetch(`${stack.httpUrl}/`)).text();
    expect(shown).toBe('arn:aws:lambda:us-east-1:000000000000:function:handler:http');
  });

  test('does not reach it by an alias that API Gateway may not call, though it may call the function', async () => {
    const { resources, ...others } = stackDefinition(['GET /'], 'return {}', { IntegrationUri: { Ref: 'Alias' } });
    await using stack = await start({ ...others, resources: { ...resources, Alias } });
    expect((await fetch(`${stack.httpUrl}/`)).status).toBe(500);
  });

  test('becomes an event of payload format 2.0', async () => {
    await using stack = await start(stackDefinition(['POST /deposit-addresses/{coin}/{chain}'], 'return event'));
    const answer = await fetch(`${stack.httpUrl}/deposit-addresses/US%20DT/Tr%C3%B6n?b=2&a=1&b=3&c=`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        cookie: 'x=1; y=2',
        'X-Trace': 't',
        'user-agent': 'test',
      },
      body: '{"n":"1250.50"}',
    });
    expect(stack.outputs.Url).toBe(stack.httpUrl);
    await expect(answer.json()).resolves.toEqual({
      version: '2.0',
      routeKey: 'POST /deposit-addresses/{coin}/{chain}',
      rawPath: '/deposit-addresses/US DT/Trön',
      rawQueryString: 'b=2&a=1&b=3&c=',
      cookies: ['x=1', 'y=2'],
      headers: expect.objectContaining({ 'content-type': 'application/json; charset=utf-8', 'x-trace': 't' }),
      queryStringParameters: { a: '1', b: '2,3', c: '' },
      pathParameters: { coin: 'US DT', chain: 'Trön' },
      requestContext: {
        accountId: '000000000000',
        apiId: stack.outputs.Id,
        domainName: expect.stringMatching(/^127\.0\.0\.1:/),
        domainPrefix: '127',
        http: {
          method: 'POST',
          path: '/deposit-addresses/US DT/Trön',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        requestId: expect.any(String),
        routeKey: 'POST /deposit-addresses/{coin}/{chain}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"n":"1250.50"}',
      isBase64Encoded: false,
    });
  });

  test('without query, cookies and body has none of these fields', async () => {
    await using stack = await start(stackDefinition(['GET /x'], 'return Object.keys(event).sort()'));
    const keys = await (await fetch(`${stack.httpUrl}/x`)).json();
    expect(keys).toEqual([
      'headers',
      'isBase64Encoded',
      'rawPath',
      'rawQueryString',
      'requestContext',
      'routeKey',
      'version',
    ]);
  });

  test('with bytes carries them in base64', async () => {
    await using stack = await start(stackDefinition(['PUT /x'], 'return [event.body, event.isBase64Encoded]'));
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await fetch(`${stack.httpUrl}/x`, { method: 'PUT', headers, body: new Uint8Array([0, 255]) });
    await expect(answer.json()).resolves.toEqual(['AP8=', true]);
  });

  test.each([
    ['no route for the path', '/nowhere', 'GET', 404, 'Not Found'],
    ['no route for the method', '/x', 'DELETE', 404, 'Not Found'],
    ['an empty parameter', '/items/', 'GET', 404, 'Not Found'],
    ['a broken escape', '/items/%E0%A4%A', 'GET', 400, 'Bad Request'],
  ])('with %s is answered by the API', async (_what, path, method, status, message) => {
    await using stack = await start(stackDefinition(['GET /x', 'GET /items/{id}'], 'return 1'));
    const answer = await fetch(`${stack.httpUrl}${path}`, { method });
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  test('that is too long is refused before any function sees it', async () => {
    await using stack = await start(stackDefinition(['POST /x'], 'console.log("seen")'));
    const answer = await fetch(`${stack.httpUrl}/x`, { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) });
    expect([answer.status, stack.lines]).toEqual([413, []]);
  });

  test('to a function that fails is a 500 that tells nothing', async () => {
    await using stack = await start(stackDefinition(['GET /x'], `throw new Error('inner detail')`));
    const answer = await fetch(`${stack.httpUrl}/x`);
    expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test('to a function that is slower than its integration is a 503', async () => {
    const slow = stackDefinition(['GET /x'], 'await new Promise((r) => setTimeout(r, 1000))', { TimeoutInMillis: 100 });
    await using stack = await start(slow);
    const answer = await fetch(`${stack.httpUrl}/x`);
    expect([answer.status, await answer.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  test('is only taken on 127.0.0.1', async () => {
    await using stack = await start(stackDefinition(['GET /x'], 'return 1'));
    const { port } = new URL(stack.httpUrl ?? '');
    const failed = new Promise<NodeJS.ErrnoException>((resolve, reject) => {
      request({ host: '127.0.0.2', port, path: '/x' }, () => reject(new Error('it was taken')))
        .on('error', resolve)
        .end();
    });
    expect((await failed).code).toBe('ECONNREFUSED');
  });
});

describe('an answer', () => {
  test('with a status is sent as it says', async () => {
    const structured = `return { statusCode: 202, headers: { 'X-Id': '7', 'Content-Type': 'application/problem+json' },
      cookies: ['a=1', 'b=2'], body: Buffer.from('{"ok":true}').toString('base64'), isBase64Encoded: true }`;
    await using stack = await start(stackDefinition(['GET /x'], structured));
    const answer = await fetch(`${stack.httpUrl}/x`);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('x-id')).toBe('7');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    await expect(answer.text()).resolves.toBe('{"ok":true}');
  });

  test.each<[string, unknown, number, string]>([
    ['an object', { a: 1 }, 200, '{"a":1}'],
    ['a text', 'plain', 200, 'plain'],
    ['nothing', null, 200, 'null'],
    ['a status alone', { statusCode: 204 }, 204, ''],
    ['a status as text', { statusCode: '201', body: 'b' }, 201, 'b'],
    ['a status that is none', { statusCode: 99 }, 500, '{"message":"Internal Server Error"}'],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }, 500, '{"message":"Internal Server Error"}'],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }, 500, '{"message":"Internal Server Error"}'],
  ])('of %s', (_what, answer, status, body) => {
    const response = toHttpResponse(answer);
    expect([response.status, response.body.toString()]).toEqual([status, body]);
  });
});

describe('of several routes', () => {
  const keys = [
    '$default',
    'ANY /items/{id}',
    'GET /items/{id}',
    'GET /items/new',
    'GET /items/{rest+}',
    'POST /items',
  ];
  const routes = keys.map((key) => ({ routeKey: readRouteKey(key, { logicalId: 'R', path: '' }) }));

  test.each([
    ['GET', '/items/new', 'GET /items/new', {}],
    ['GET', '/items/7', 'GET /items/{id}', { id: '7' }],
    ['PUT', '/items/new', 'ANY /items/{id}', { id: 'new' }],
    ['GET', '/items/7/parts/2', 'GET /items/{rest+}', { rest: '7/parts/2' }],
    ['POST', '/items', 'POST /items', {}],
    ['GET', '/', '$default', {}],
    ['GET', '/items/a%2Fb', 'GET /items/{id}', { id: 'a/b' }],
  ])('%s %s takes the most specific', (method, path, key, parameters) => {
    const match = findRoute(routes, method, path);
    expect([match?.route.routeKey.key, match?.parameters]).toEqual([key, parameters]);
  });
});
