import { describe, expect, test } from '@jest/globals';
import { routeRights } from '../http-api/route-rights.ts';
import { stackOf } from './stack-fixture.ts';
import { field } from './template.ts';

const template = stackOf('sandbox');

const routes = [
  ['GET /deposit-addresses', 'DepositAddressFunction'],
  ['GET /deposit-addresses/{coin}/{chain}', 'DepositAddressFunction'],
  ['POST /deposit-addresses/{coin}/{chain}/confirmations', 'DepositAddressFunction'],
  ['POST /withdrawals', 'WithdrawalRequestFunction'],
  ['POST /withdrawals/preview', 'WithdrawalRequestFunction'],
  ['GET /instructions', 'InstructionsFunction'],
  ['GET /instructions/{id}', 'InstructionsFunction'],
  ['GET /policy', 'InstructionsFunction'],
  ['GET /policy/history', 'InstructionsFunction'],
  ['GET /approvals', 'InstructionsFunction'],
  ['GET /balances', 'ReportsFunction'],
  ['GET /limits', 'ReportsFunction'],
  ['GET /health', 'ReportsFunction'],
  ['GET /forecast', 'ReportsFunction'],
  ['GET /statements', 'ReportsFunction'],
  ['GET /statements/months/{month}', 'ReportsFunction'],
  ['POST /statements/months/{month}/sign-offs', 'ReportsFunction'],
  ['POST /statements/{id}/notes', 'ReportsFunction'],
  ['GET /instructions/{id}/approvals', 'ApprovalFunction'],
  ['POST /instructions/{id}/approvals', 'ApprovalFunction'],
  ['POST /instructions/{id}/cancel', 'ApprovalFunction'],
  ['POST /instructions/{id}/resolution', 'ApprovalFunction'],
  ['GET /whitelist', 'WhitelistFunction'],
  ['POST /whitelist', 'WhitelistFunction'],
  ['GET /whitelist/{id}', 'WhitelistFunction'],
  ['DELETE /whitelist/{id}', 'WhitelistFunction'],
  ['POST /whitelist/{id}/proofs', 'WhitelistFunction'],
  ['POST /whitelist/{id}/confirmations', 'WhitelistFunction'],
  ['GET /passkeys', 'PasskeysFunction'],
  ['POST /passkeys', 'PasskeysFunction'],
  ['POST /passkeys/challenges', 'PasskeysFunction'],
  ['POST /passkeys/enrolments', 'PasskeysFunction'],
  ['POST /passkeys/{credentialId}/confirmations', 'PasskeysFunction'],
  ['POST /passkeys/restore/acceptances', 'PasskeysFunction'],
  ['DELETE /passkeys/{credentialId}', 'PasskeysFunction'],
  ['GET /pause', 'PauseFunction'],
  ['PUT /pause', 'PauseFunction'],
  ['DELETE /policy/pending', 'PolicyFunction'],
  ['DELETE /pause', 'PauseFunction'],
  // Whatever is none of them: whoever has a token is told what there is.
  ['$default', 'InstructionsFunction'],
] as const;

const pages = ['GET /', 'GET /console/{file}'] as const;
const all = [...routes, ...pages.map((key) => [key, 'ConsoleFunction'] as const)];

describe('the HTTP API', () => {
  test('has these routes and no other', () => {
    const keys = template.ofType('AWS::ApiGatewayV2::Route').map(([, { RouteKey }]) => RouteKey);
    expect(keys.sort()).toEqual(all.map(([key]) => key).sort());
  });

  test('has the rights of each of them tested', () => {
    const keys = routes.map(([key]) => key).filter((key) => key !== '$default');
    expect(routeRights.map(({ key }) => key).sort()).toEqual(keys.sort());
  });

  test.each(routes)('%s asks for a token and goes to %s', (key, functionId) => {
    const route = template.one('AWS::ApiGatewayV2::Route', 'RouteKey', key);
    expect(route.AuthorizationType).toBe('JWT');
    const [[authorizer] = ['none']] = template.ofType('AWS::ApiGatewayV2::Authorizer');
    expect(route.AuthorizerId).toBe(authorizer);
    const integration = template.resources.get(String(route.Target).replace('integrations/', ''));
    expect(integration?.Properties).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { Ref: `${functionId}Http` },
      PayloadFormatVersion: '2.0',
      // All that API Gateway waits. Who is cut off earlier does not learn what was done.
      TimeoutInMillis: 29_000,
    });
  });

  test('lets API Gateway call a function for its own route only, by the alias that nobody else may call', () => {
    const permissions = template
      .ofType('AWS::Lambda::Permission')
      .filter(([, { Principal }]) => Principal === 'apigateway.amazonaws.com')
      .map(([, { FunctionName, SourceArn }]) => `${String(SourceArn).split(':').at(-1)} ${FunctionName}`);
    const expected = all.map(([key, id]) => `HttpApi/*/*${key.replace(/^\w+ |^\$default$/, '')} ${id}Http`);
    expect(permissions.sort()).toEqual(expected.sort());
    const others = template
      .ofType('AWS::Lambda::Permission')
      .filter(([, { Principal }]) => Principal !== 'apigateway.amazonaws.com');
    for (const [, { FunctionName }] of others) expect(String(FunctionName)).toMatch(/Function\.Arn$/);
    const roles = template.ofType('AWS::IAM::Role').flatMap(([id]) => template.rightsOf(id));
    expect(roles.filter((right) => /FunctionHttp/.test(right))).toEqual([]);
  });

  test.each(pages)('%s asks for no token, goes to the console, and has limits of its own', (key) => {
    const route = template.one('AWS::ApiGatewayV2::Route', 'RouteKey', key);
    expect([route.AuthorizationType, route.AuthorizerId]).toEqual(['NONE', undefined]);
    const integration = template.resources.get(String(route.Target).replace('integrations/', ''));
    expect(integration?.Properties.IntegrationUri).toEqual({ Ref: 'ConsoleFunctionHttp' });
    const [[, stage] = ['', {}]] = template.ofType('AWS::ApiGatewayV2::Stage');
    expect(field(stage, 'RouteSettings', key)).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 });
  });

  test('takes tokens of the configured issuer, made out to us, from the Authorization header', () => {
    const [[, authorizer] = ['', {}]] = template.ofType('AWS::ApiGatewayV2::Authorizer');
    expect(authorizer).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: 'https://login.example.com', Audience: ['treasury'] },
    });
  });

  test('is throttled, and no function behind it takes longer than the API waits', () => {
    const [[, stage] = ['', {}]] = template.ofType('AWS::ApiGatewayV2::Stage');
    expect(stage).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    });
    for (const [, id] of all) expect(template.resources.get(id)?.Properties.Timeout).toBeLessThan(29);
  });

  test('logs who asked for what, but neither query, header, claim nor path', () => {
    const [[, stage] = ['', {}]] = template.ofType('AWS::ApiGatewayV2::Stage');
    const format: unknown = JSON.parse(String(field(stage, 'AccessLogSettings', 'Format')));
    expect(format).toMatchObject({ requestId: '$context.requestId', routeKey: '$context.routeKey' });
    expect(JSON.stringify(format)).not.toMatch(/query|header|claims|protocol|context\.path|userAgent/i);
  });
});
