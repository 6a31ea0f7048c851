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

  test('takes the address of the identity provider’s document from outside for stage local only', () => {
    const variables = (stage: string) => {
      const { Environment } = stackOf(stage).one(
        'AWS::Lambda::Function',
        'FunctionName',
        `hashkey-treasury-${stage}-console`,
      );
      return field(Environment, 'Variables', 'CONSOLE_DISCOVERY');
    };
    expect([variables('local'), variables('sandbox')]).toEqual(['ConsoleDiscovery', '']);
    expect(stackOf('local').parameters).toContain('ConsoleDiscovery');
    expect(stackOf('sandbox').parameters).not.toContain('ConsoleDiscovery');
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
