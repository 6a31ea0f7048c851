import { describe, expect, test } from '@jest/globals';
import type { Treasury } from '../../../infra/config/define-treasury.ts';
import { wholeStack } from '../rules/whole-stack.ts';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { field } from './template.ts';

describe('the console', () => {
  test('is opened at the address of the API', () => {
    expect(stackOf('sandbox').outputs.get('ConsoleUrl')).toBe('HttpApi.ApiEndpoint/');
    expect(stackOf('sandbox').ofType('AWS::ApiGatewayV2::DomainName')).toEqual([]);
  });

  test('is told where the identity provider’s document is, where that is not below the issuer', () => {
    const discovery = 'https://login.example.com/meta/openid-configuration';
    const { console: settings, ...others } = someTreasury;
    const treasury = settings === undefined ? others : { ...others, console: { ...settings, discovery } };
    const { Environment } = makeStack('sandbox', treasury).one(
      'AWS::Lambda::Function',
      'FunctionName',
      'hashkey-treasury-sandbox-console',
    );
    expect(field(Environment, 'Variables', 'CONSOLE_DISCOVERY')).toBe(discovery);
  });

  test('has a name of the company’s own, with its certificate, where the configuration says so', () => {
    const template = wholeStack();
    expect(template.ofType('AWS::ApiGatewayV2::DomainName').map(([, properties]) => properties)).toEqual([
      {
        DomainName: 'treasury.example.com',
        DomainNameConfigurations: [
          {
            CertificateArn: expect.stringContaining(':certificate/'),
            EndpointType: 'REGIONAL',
            SecurityPolicy: 'TLS_1_2',
          },
        ],
      },
    ]);
    const [[, mapping] = ['', {}]] = template.ofType('AWS::ApiGatewayV2::ApiMapping');
    expect(mapping).toMatchObject({ ApiId: 'HttpApi', Stage: '$default' });
    expect(template.outputs.get('ConsoleUrl')).toBe('https://treasury.example.com/');
    expect(template.outputs.get('ConsoleDomainTarget')).toMatch(/RegionalDomainName$/);
  });

  test('is left out with all that is for it, where the configuration says so', () => {
    const { console: _leftOut, ...others } = someTreasury;
    const withoutConsole: Treasury = others;
    const template = makeStack('sandbox', withoutConsole);
    expect(template.text).not.toMatch(/console/i);
    expect(template.ofType('AWS::ApiGatewayV2::Route').map(([, { AuthorizationType }]) => AuthorizationType)).toEqual(
      template.ofType('AWS::ApiGatewayV2::Route').map(() => 'JWT'),
    );
  });
});
