import { describe, expect, test } from '@jest/globals';
import { resource } from '../support/assembly.ts';
import { start } from '../support/stack.ts';

const outputs = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { Value: value }]));

describe('intrinsic functions', () => {
  test('give names, attributes, joined, split, selected and substituted texts', async () => {
    await using stack = await start({
      parameters: { Size: { Type: 'Number', Default: 3 }, Words: { Type: 'CommaDelimitedList', Default: 'x, y' } },
      resources: { Queue: resource('AWS::SQS::Queue', { QueueName: 'jobs' }), Table: table({}) },
      outputs: outputs({
        Ref: { Ref: 'Table' },
        Att: { 'Fn::GetAtt': ['Queue', 'Arn'] },
        AttText: { 'Fn::GetAtt': 'Queue.QueueName' },
        Join: { 'Fn::Join': ['-', ['a', { Ref: 'Size' }, { Ref: 'AWS::Region' }]] },
        JoinList: { 'Fn::Join': ['+', { Ref: 'Words' }] },
        Select: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'p/q/r'] }] },
        Sub: { 'Fn::Sub': `\${Queue.QueueName} \${AWS::AccountId} \${!Literal}` },
        SubMap: { 'Fn::Sub': [`\${Own}-\${Table}`, { Own: { Ref: 'AWS::StackName' } }] },
        Pseudo: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x.', { Ref: 'AWS::URLSuffix' }]] },
      }),
    });
    expect(stack.outputs).toEqual({
      Ref: 'Test-Table',
      Att: 'arn:aws:sqs:us-east-1:000000000000:jobs',
      AttText: 'jobs',
      Join: 'a-3-us-east-1',
      JoinList: 'x+y',
      Select: 'q',
      Sub: `jobs 000000000000 \${Literal}`,
      SubMap: 'Test-Test-Table',
      Pseudo: 'arn:aws:x.amazonaws.com',
    });
  });

  test('follow conditions, and leave out a property without a value', async () => {
    await using stack = await start(
      {
        parameters: { Stage: { Type: 'String', AllowedValues: ['dev', 'live'] } },
        conditions: {
          Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] },
          Dev: { 'Fn::Not': [{ Condition: 'Live' }] },
          Either: { 'Fn::Or': [{ Condition: 'Live' }, { Condition: 'Dev' }] },
          Both: { 'Fn::And': [{ Condition: 'Live' }, { Condition: 'Dev' }] },
        },
        resources: {
          Only: { ...resource('AWS::SQS::Queue', { QueueName: 'only-live' }), Condition: 'Live' },
          // A type that nobody knows does no harm where it is not made.
          Never: { ...resource('AWS::Nothing::Known'), Condition: 'Both' },
          Queue: resource('AWS::SQS::Queue', { QueueName: { 'Fn::If': ['Dev', 'is-dev', { Ref: 'AWS::NoValue' }] } }),
        },
        outputs: { Either: { Value: { 'Fn::If': ['Either', 'yes', 'no'] } }, None: { Condition: 'Both', Value: 'x' } },
      },
      { parameters: { Stage: 'live' } },
    );
    expect(Object.keys(await stack.queueDepths()).sort()).toEqual(['Test-Queue', 'only-live']);
    expect(stack.outputs).toEqual({ Either: 'yes' });
  });

  test('are resolved whatever the order in the template', async () => {
    await using stack = await start({
      resources: {
        First: resource('AWS::SQS::Queue', {
          QueueName: 'first',
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Second', 'Arn'] }, maxReceiveCount: 1 },
        }),
        Second: { ...resource('AWS::SQS::Queue', { QueueName: 'second' }), DependsOn: ['Third'] },
        Third: resource('AWS::SQS::Queue', { QueueName: 'third' }),
      },
    });
    expect(Object.keys(await stack.queueDepths())).toEqual(['third', 'second', 'first']);
  });
});

describe('names', () => {
  test('are the same at each start, and short enough for their kind', async () => {
    const id = `Queue${'x'.repeat(100)}`;
    const resources = { [id]: resource('AWS::SQS::Queue', { FifoQueue: true }), Other: resource('AWS::SQS::Queue') };
    await using first = await start({ resources });
    await using second = await start({ resources });
    const names = Object.keys(await first.queueDepths());
    expect(Object.keys(await second.queueDepths())).toEqual(names);
    expect(names).toEqual([expect.stringMatching(/^Test-Queuex{56}-[0-9a-f]{8}\.fifo$/), 'Test-Other']);
  });
});

describe('parameters', () => {
  const parts = {
    parameters: { Url: { Type: 'String', AllowedPattern: 'https?://.+' }, Limit: { Type: 'Number', Default: 5 } },
    resources: { Table: table({}) },
    outputs: { Url: { Value: { Ref: 'Url' } } },
  };

  test('take the given value', async () => {
    await using stack = await start(parts, { parameters: { Url: 'http://127.0.0.1:1' } });
    expect(stack.outputs).toEqual({ Url: 'http://127.0.0.1:1' });
  });

  test.each([
    ['missing', {}, 'parameter Url has no value and no default'],
    ['of a wrong form', { Url: 'ftp://x' }, 'parameter Url must match https?://.+'],
    ['no number', { Url: 'http://x', Limit: 'five' }, 'parameter Limit must be a number'],
    ['unknown', { Url: 'http://x', Ulr: 'http://x' }, 'the template has no parameter Ulr; it has: Url, Limit'],
  ])('%s: the start fails and says so', async (_what, parameters, message) => {
    await expect(start(parts, { parameters })).rejects.toMatchObject({ code: 'stack-input-invalid', message });
  });
});

function table(properties: Record<string, unknown>) {
  return resource('AWS::DynamoDB::Table', {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    ...properties,
  });
}
