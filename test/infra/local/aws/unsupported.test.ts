import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startStack } from '../../../../infra/local/aws/stack.ts';
import { type Json, lambda, policy, resource, type StackDefinition, testRoleArn } from './support/assembly.ts';
import { sharedKeyFile } from './support/issuer-key.ts';
import { start } from './support/stack.ts';

const queue = (properties: Json = {}) => resource('AWS::SQS::Queue', { QueueName: 'q', ...properties });
const rule = (properties: Json) =>
  resource('AWS::Events::Rule', { Targets: [], EventPattern: { source: ['s'] }, ...properties });
const schedule = (properties: Json) =>
  resource('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 hour)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: { 'Fn::GetAtt': ['Q', 'Arn'] }, RoleArn: testRoleArn },
    ...properties,
  });
const fn = { F: lambda('f') };
const api = { Api: resource('AWS::ApiGatewayV2::Api', { Name: 'a', ProtocolType: 'HTTP' }), ...fn };
const integration = (properties: Json = {}) =>
  resource('AWS::ApiGatewayV2::Integration', {
    ApiId: { Ref: 'Api' },
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': ['F', 'Arn'] },
    PayloadFormatVersion: '2.0',
    ...properties,
  });
const route = (properties: Json = {}) =>
  resource('AWS::ApiGatewayV2::Route', {
    ApiId: { Ref: 'Api' },
    RouteKey: 'GET /x',
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'I' }]] },
    ...properties,
  });

const trust = {
  AssumeRolePolicyDocument: policy([
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ]),
};

type Case = [what: string, resources: Json, logicalId: string, path: string, reason: string];

const cases: Case[] = [
  ['a network', { V: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/24' }) }, 'V', 'Type', 'AWS::EC2::VPC are not'],
  ['an unknown type', { B: resource('AWS::RDS::DBInstance') }, 'B', 'Type', 'AWS::RDS::DBInstance are not'],
  ['an unknown property', { Q: queue({ Policy: {} }) }, 'Q', 'Properties.Policy', 'unknown field'],
  ['a wrong value', { Q: queue({ FifoQueue: 'maybe' }) }, 'Q', 'Properties.FifoQueue', 'expected true or false'],
  [
    'an unknown intrinsic',
    { Q: queue({ QueueName: { 'Fn::ImportValue': 'x' } }) },
    'Q',
    'Properties.QueueName.Fn::ImportValue',
    'Fn::ImportValue is not understood',
  ],
  [
    'a deep unknown intrinsic',
    { P: resource('AWS::IAM::Policy', { D: { S: [{ R: { 'Fn::FindInMap': [] } }] } }) },
    'P',
    'Properties.D.S.0.R.Fn::FindInMap',
    'Fn::FindInMap is not understood',
  ],
  [
    'an intrinsic beside other keys',
    { Q: queue({ QueueName: { 'Fn::Sub': 'x', More: 1 } }) },
    'Q',
    'Properties.QueueName',
    'stands beside other keys',
  ],
  [
    'a reference to nothing',
    { Q: queue({ QueueName: { Ref: 'Gone' } }) },
    'Q',
    'Properties.QueueName.Ref',
    'Gone is no parameter',
  ],
  [
    'an unknown attribute',
    { T: resource('AWS::SNS::Topic'), Q: queue({ QueueName: { 'Fn::GetAtt': ['T', 'Owner'] } }) },
    'Q',
    'Properties.QueueName.Fn::GetAtt',
    'the attribute Owner of T is not known',
  ],
  [
    'an unknown pseudo parameter',
    { Q: queue({ QueueName: { Ref: 'AWS::NotificationARNs' } }) },
    'Q',
    'Properties.QueueName.Ref',
    'is not understood',
  ],
  [
    'a condition that is not there',
    { Q: { ...queue(), Condition: 'Nope' } },
    'Q',
    'Condition',
    'there is no condition Nope',
  ],
  [
    'resources that wait for each other',
    { A: { ...queue(), DependsOn: 'B' }, B: { ...queue(), DependsOn: 'A' } },
    'A',
    'DependsOn',
    'A → B → A',
  ],
  [
    'an operator in a pattern',
    { R: rule({ EventPattern: { detail: { coin: [{ prefix: 'US' }] } } }) },
    'R',
    'Properties.EventPattern.detail.coin',
    'operator prefix is not understood',
  ],
  [
    'an $or in a pattern',
    { R: rule({ EventPattern: { $or: [] } }) },
    'R',
    'Properties.EventPattern.$or',
    '$or is not understood',
  ],
  ['an empty pattern', { R: rule({ EventPattern: {} }) }, 'R', 'Properties.EventPattern', 'an empty pattern'],
  [
    'a rule on another bus',
    { R: rule({ EventBusName: 'other' }) },
    'R',
    'Properties.EventBusName',
    'other is no event bus of this stack',
  ],
  [
    'a rule by schedule',
    { R: rule({ ScheduleExpression: 'rate(1 hour)' }) },
    'R',
    'Properties.ScheduleExpression',
    'unknown field',
  ],
  [
    'a target outside the stack',
    { R: rule({ Targets: [{ Id: 't', Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m' }] }) },
    'R',
    'Properties.Targets.0.Arn',
    'is no function, queue or topic of this stack',
  ],
  [
    'a path in a target',
    {
      T: resource('AWS::SNS::Topic'),
      R: rule({ Targets: [{ Id: 't', Arn: { Ref: 'T' }, InputPath: '$.detail[0]' }] }),
    },
    'R',
    'Properties.Targets.0.InputPath',
    '$.detail[0] is not understood',
  ],
  [
    'a FIFO target without a group',
    { Q: queue({ QueueName: 'q.fifo', FifoQueue: true }), S: schedule({}) },
    'S',
    'Properties.Target.Arn',
    'needs SqsParameters.MessageGroupId',
  ],
  [
    'a group for a queue that is not FIFO',
    {
      Q: queue(),
      S: schedule({
        Target: { Arn: { 'Fn::GetAtt': ['Q', 'Arn'] }, RoleArn: testRoleArn, SqsParameters: { MessageGroupId: 'g' } },
      }),
    },
    'S',
    'Properties.Target.Arn',
    'for FIFO queues only',
  ],
  [
    'an unknown form of schedule',
    { Q: queue(), S: schedule({ ScheduleExpression: 'every(1 hour)' }) },
    'S',
    'Properties.ScheduleExpression',
    'expected rate(…), cron(…) or at(…)',
  ],
  [
    'a wrong rate',
    { Q: queue(), S: schedule({ ScheduleExpression: 'rate(1 hours)' }) },
    'S',
    'Properties.ScheduleExpression',
    'expected such as rate(1 minute)',
  ],
  [
    'a cron of five fields',
    { Q: queue(), S: schedule({ ScheduleExpression: 'cron(0 18 ? * MON-FRI)' }) },
    'S',
    'Properties.ScheduleExpression',
    'has 5 fields; expected 6',
  ],
  [
    'a cron with two days',
    { Q: queue(), S: schedule({ ScheduleExpression: 'cron(0 18 1 * MON *)' }) },
    'S',
    'Properties.ScheduleExpression',
    'exactly one of day of month and day of week',
  ],
  [
    'a time zone that is none',
    { Q: queue(), S: schedule({ ScheduleExpressionTimezone: 'Asia/Hongkong2' }) },
    'S',
    'Properties.ScheduleExpression',
    'no time zone of the IANA database',
  ],
  [
    'a schedule group that is not there',
    { Q: queue(), S: schedule({ GroupName: 'g' }) },
    'S',
    'Properties.GroupName',
    'g is no schedule group of this stack',
  ],
  [
    'another runtime',
    { F: lambda('f', { Runtime: 'python3.13' }) },
    'F',
    'Properties.Runtime',
    'python3.13 cannot run here',
  ],
  ['inline code', { F: lambda('f', { Code: { ZipFile: 'exports.handler = 1' } }) }, 'F', 'Properties.Code', 'missing'],
  [
    'an asset that is not there',
    { F: lambda('f', { Code: { S3Bucket: 'b', S3Key: 'gone.zip' } }) },
    'F',
    'Properties.Code.S3Key',
    'no asset folder gone.zip',
  ],
  [
    'a layer of elsewhere',
    { F: lambda('f', { Layers: ['arn:aws:lambda:us-east-1:1:layer:x:1'] }) },
    'F',
    'Properties.Layers.0',
    'is no layer of this stack',
  ],
  [
    'a stream as event source',
    {
      ...fn,
      M: resource('AWS::Lambda::EventSourceMapping', {
        FunctionName: { Ref: 'F' },
        EventSourceArn: 'arn:aws:kinesis:x',
      }),
    },
    'M',
    'Properties.EventSourceArn',
    'is no queue of this stack',
  ],
  [
    'a filter on an event source',
    {
      ...fn,
      Q: queue(),
      M: resource('AWS::Lambda::EventSourceMapping', {
        FunctionName: { Ref: 'F' },
        EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] },
        FilterCriteria: {},
      }),
    },
    'M',
    'Properties.FilterCriteria',
    'unknown field',
  ],
  [
    'a table with a stream',
    { T: resource('AWS::DynamoDB::Table', { KeySchema: [], AttributeDefinitions: [], StreamSpecification: {} }) },
    'T',
    'Properties.StreamSpecification',
    'unknown field',
  ],
  [
    'a subscription by SMS',
    {
      T: resource('AWS::SNS::Topic'),
      S: resource('AWS::SNS::Subscription', { TopicArn: { Ref: 'T' }, Protocol: 'sms', Endpoint: '+1' }),
    },
    'S',
    'Properties.Protocol',
    'by sms is not understood',
  ],
  [
    'a WebSocket API',
    { Api: resource('AWS::ApiGatewayV2::Api', { Name: 'a', ProtocolType: 'WEBSOCKET' }) },
    'Api',
    'Properties.ProtocolType',
    'expected HTTP',
  ],
  [
    'a stage with a name',
    { ...api, S: resource('AWS::ApiGatewayV2::Stage', { ApiId: { Ref: 'Api' }, StageName: 'v1', AutoDeploy: true }) },
    'S',
    'Properties.StageName',
    'expected the stage $default',
  ],
  [
    'an HTTP integration',
    { ...api, I: integration({ IntegrationType: 'HTTP_PROXY' }) },
    'I',
    'Properties.IntegrationType',
    'expected AWS_PROXY',
  ],
  [
    'a route key',
    { ...api, I: integration(), R: route({ RouteKey: 'GET /a/{b' }) },
    'R',
    'Properties.RouteKey',
    'is not understood',
  ],
  [
    'a route that wants a token from nobody',
    { ...api, I: integration(), R: route({ AuthorizationType: 'JWT' }) },
    'R',
    'Properties.AuthorizerId',
    'go together',
  ],
  [
    'a route with another authorization',
    { ...api, I: integration(), R: route({ AuthorizationType: 'AWS_IAM' }) },
    'R',
    'Properties.AuthorizationType',
    'expected one of "NONE", "JWT"',
  ],
  [
    'a custom resource of another account',
    { C: resource('Custom::Thing', { ServiceToken: 'arn:aws:lambda:us-east-1:1:function:x' }) },
    'C',
    'Properties.ServiceToken',
    'a function of this stack',
  ],
  [
    'a policy of AWS that is not known here',
    { R: resource('AWS::IAM::Role', { ...trust, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }) },
    'R',
    'Properties.ManagedPolicyArns.0',
    'AdministratorAccess is not known here',
  ],
  [
    'a boundary of permissions',
    { R: resource('AWS::IAM::Role', { ...trust, PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }) },
    'R',
    'Properties.PermissionsBoundary',
    'unknown field',
  ],
  [
    'a role for a rule’s target',
    { Q: queue(), R: rule({ Targets: [{ Id: 't', Arn: { 'Fn::GetAtt': ['Q', 'Arn'] }, RoleArn: testRoleArn }] }) },
    'R',
    'Properties.Targets.0.RoleArn',
    'unknown field',
  ],
  [
    'a key that is none of the stack’s',
    { Q: queue({ KmsMasterKeyId: 'arn:aws:kms:us-east-1:000000000000:key/other' }) },
    'Q',
    'Properties.KmsMasterKeyId',
    'is no KMS key of this stack',
  ],
  [
    'an alias of no key',
    { Q: queue({ KmsMasterKeyId: 'alias/other' }) },
    'Q',
    'Properties.KmsMasterKeyId',
    'alias/other is no KMS key of this stack',
  ],
];

describe('what the local stack does not understand fails the start, by its place', () => {
  test.each(cases)('%s', async (_what, resources, logicalId, path, reason) => {
    const failure: unknown = await start({
      resources,
      assets: { f: { 'index.js': 'exports.handler = async () => 1' } },
    }).then(
      (stack) => stack.close(),
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 'template-unsupported',
      logicalId,
      message: expect.stringContaining(reason),
    });
    expect(failure).toHaveProperty('path', expect.stringContaining(path));
    expect(failure).toHaveProperty('message', expect.stringContaining(logicalId));
  });

  test.each<[string, Partial<StackDefinition>]>([
    ['Transform', { sections: { Transform: 'AWS::Serverless-2016-10-31' } }],
    ['Mappings', { sections: { Mappings: {} } }],
    ['Resources.Q.CreationPolicy', { resources: { Q: { ...queue(), CreationPolicy: {} } } }],
  ])('the section %s', async (path, parts) => {
    const failure = start({ resources: { Q: queue() }, ...parts });
    await expect(failure).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(`${path}: unknown field`),
    });
  });
});

describe('a folder that is no assembly of one stack fails the start', () => {
  async function startFrom(files: Record<string, unknown>): Promise<unknown> {
    const folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
    for (const [name, value] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(value));
    const options = { assembly: folder, parameters: {}, secrets: {}, issuerKeyFile: sharedKeyFile };
    return await startStack(options)
      .then(
        (stack) => stack.close(),
        (error: unknown) => error,
      )
      .finally(() => rm(folder, { recursive: true }));
  }
  const stack = { type: 'aws:cloudformation:stack' };

  test.each([
    ['nothing in it', {}, 'expected a folder that cdk synth has written'],
    ['two stacks', { 'manifest.json': { artifacts: { A: stack, B: stack } } }, 'exactly one stack; found: A, B'],
    ['no stack', { 'manifest.json': { artifacts: {} } }, 'exactly one stack; found: none'],
    [
      'a stage',
      { 'manifest.json': { artifacts: { A: stack, S: { type: 'cdk:cloud-assembly' } } } },
      'holds a nested assembly (S)',
    ],
    [
      'another account',
      { 'manifest.json': { artifacts: { A: { ...stack, environment: 'aws://123456789012/us-east-1' } } } },
      'made for account 123456789012',
    ],
    ['a missing template', { 'manifest.json': { artifacts: { A: stack } } }, 'A.template.json'],
  ])('%s', async (_what, files, message) => {
    expect(await startFrom(files)).toMatchObject({
      code: 'assembly-unreadable',
      message: expect.stringContaining(message),
    });
  });
});
