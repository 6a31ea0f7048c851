import { describe, expect, test } from '@jest/globals';
import { wholeStack } from '../rules/whole-stack.ts';
import { makeStack, someTreasury, stackOf, usdtSweep } from './stack-fixture.ts';
import type { Template } from './template.ts';

/** The property that names a resource of each type in its account and region. Every name tells its stage. */
const namedBy: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::ApiGatewayV2::Authorizer': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::Events::EventBus': 'Name',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::LayerVersion': 'LayerName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Logs::QueryDefinition': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::XRay::Group': 'GroupName',
};

/** Types that CloudFormation names after the stack, or by an id of its own, or that are a part of something named. */
const unnamed: readonly string[] = [
  'AWS::ApiGatewayV2::ApiMapping',
  // The name is the company's own, from the configuration.
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::NatGateway',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Logs::MetricFilter',
  // A bucket's name is one in the world: CloudFormation makes one that nobody has.
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::ResourcePolicy',
  'Custom::TreasuryPolicy',
  'Custom::VpcRestrictDefaultSG',
];

/** CDK makes it without a name, and CloudFormation names it after the stack. */
const unnamedFunction = /^CustomVpcRestrictDefaultSG/;

describe('two stages in one account', () => {
  test('have no resource of a type of which it is not known how it is named', () => {
    const types = [...wholeStack().resources.values()].map(({ Type }) => Type);
    expect(types.filter((type) => namedBy[type] === undefined && !unnamed.includes(type))).toEqual([]);
  });

  test('share no name', () => {
    const sandbox = namesIn(stackOf('sandbox'));
    const production = namesIn(wholeStack());
    expect(sandbox.length).toBeGreaterThan(50);
    expect(sandbox.filter((name) => production.includes(name))).toEqual([]);
  });

  test('have a name of their own for everything that takes one, and it tells the stage', () => {
    expect(namesIn(wholeStack()).filter((name) => !name.includes('production'))).toEqual([]);
  });

  test('give no role and no policy a name that could be taken', () => {
    const roles = wholeStack().ofType('AWS::IAM::Role');
    expect(roles.filter(([, { RoleName }]) => RoleName !== undefined)).toEqual([]);
  });

  test('export nothing, so that no export can collide', () => {
    expect(wholeStack().text).not.toContain('"Export"');
  });
});

describe('the name of a stage', () => {
  test.each(['', 'Local', 'a_b', '../local', '1st', 'a-name-that-is-far-too-long'])('%j is refused', (name) => {
    expect(() => stackOf(name)).toThrow('stage: cannot be part of a resource name');
  });

  test('of 20 characters still fits into the longest schedule name of 64', () => {
    const id = 'x'.repeat(40);
    const sweep = { ...usdtSweep, id };
    const long = makeStack('a'.repeat(20), {
      environment: 'hashkey-sandbox',
      sweeps: [sweep],
      identity: { issuer: 'https://login.example.com', audience: 'treasury' },
      passkeys: { roots: [], floor: { level: 'off', over: {} } },
      policy: '{}',
      whitelist: '[]',
      exports: { retentionDays: 2_557, lock: 'compliance' },
      statements: { offset: '+08:00' },
    });
    const names = long.ofType('AWS::Scheduler::Schedule').map(([, { Name }]) => String(Name).length);
    expect(Math.max(...names)).toBeLessThanOrEqual(64);
    const functions = long.ofType('AWS::Lambda::Function').map(([, { FunctionName }]) => String(FunctionName).length);
    expect(Math.max(...functions)).toBeLessThanOrEqual(64);
  });
});

describe('a stage with example values', () => {
  const rulesOf = (template: Template): object => JSON.parse(template.text).Rules ?? {};

  test('is refused by CloudFormation, which names them', () => {
    const template = makeStack('sandbox', { ...someTreasury, examples: ['accounts.trading', 'identity.issuer'] });
    expect(rulesOf(template)).toHaveProperty('NoExamples.Assertions', [
      {
        // Never true.
        Assert: { 'Fn::Equals': ['accounts.trading, identity.issuer', ''] },
        AssertDescription: expect.stringContaining('accounts.trading, identity.issuer'),
      },
    ]);
  });

  test('is not, once they are replaced', () => {
    expect(rulesOf(stackOf('sandbox'))).not.toHaveProperty('NoExamples');
  });
});

describe('the outputs', () => {
  test('say where the API, the bus, the table and the secrets are', () => {
    const { outputs } = stackOf('sandbox');
    expect(Object.fromEntries(outputs)).toEqual({
      HttpApiUrl: 'HttpApi.ApiEndpoint',
      ConsoleUrl: 'HttpApi.ApiEndpoint/',
      EventBusName: 'Bus',
      TableName: 'Table',
      ExportBucketName: 'ExportBucket',
      KeyReadSecretName: 'hashkey-treasury/sandbox/read',
      KeyTransferSecretName: 'hashkey-treasury/sandbox/transfer',
      KeyWithdrawalSecretName: 'hashkey-treasury/sandbox/withdrawal',
      KeyWhitelistSecretName: 'hashkey-treasury/sandbox/whitelist',
      KeyFiatSecretName: 'hashkey-treasury/sandbox/fiat',
    });
  });

  test('tell when the exchange was looked at that the policy rests on', () => {
    const firstContactAt = '2026-11-21T10:15:05.000Z';
    const { outputs } = makeStack('sandbox', { ...someTreasury, exchangeCheckedAt: firstContactAt });
    expect(Object.fromEntries(outputs)).toMatchObject({ FirstContactAt: firstContactAt });
  });
});

function namesIn(template: Template): string[] {
  return [...template.resources].flatMap(([id, { Type }]) => {
    const property = namedBy[Type];
    if (property === undefined || unnamedFunction.test(id)) return [];
    const [, properties] = template.ofType(Type).find(([each]) => each === id) ?? [];
    return [String(properties?.[property])];
  });
}
