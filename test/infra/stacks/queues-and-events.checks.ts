import { describe, expect, test } from '@jest/globals';
import { stackOf } from './stack-fixture.ts';
import { field, list } from './template.ts';

const template = stackOf('sandbox');
const properties = (id: string) => template.resources.get(id)?.Properties ?? {};
const named = (type: string, property: string, value: string) => template.one(type, property, value);

describe.each([
  ['SweepQueue', 'AssetTransferFunction', 'sweeps', true],
  ['ReleaseQueue', 'WithdrawalReleaseFunction', 'releases', false],
])('%s', (queueId, functionId, name, contentBased) => {
  const queue = named('AWS::SQS::Queue', 'QueueName', `hashkey-treasury-sandbox-${name}.fifo`);

  test('is FIFO and encrypted, and takes a message twice only where its sender can tell them apart', () => {
    expect(queue).toMatchObject({
      FifoQueue: true,
      SqsManagedSseEnabled: true,
      ContentBasedDeduplication: contentBased,
    });
  });

  test('puts a message aside after five tries, in a FIFO queue of its own that keeps it two weeks', () => {
    const redrive = { deadLetterTargetArn: `${queueId}DeadLetters.Arn`, maxReceiveCount: 5 };
    expect(queue.RedrivePolicy).toEqual(redrive);
    const kept = { FifoQueue: true, MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true };
    expect(properties(`${queueId}DeadLetters`)).toMatchObject(kept);
  });

  test('hides a message six times as long as its reader may take', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Number(properties(functionId).Timeout));
  });

  test('gives its reader one message at a time and takes back the ones it names', () => {
    expect(named('AWS::Lambda::EventSourceMapping', 'EventSourceArn', `${queueId}.Arn`)).toEqual({
      BatchSize: 1,
      EventSourceArn: `${queueId}.Arn`,
      FunctionName: functionId,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('every queue', () => {
  test.each(template.ofType('AWS::SQS::Queue').map(([id]) => id))('%s refuses connections without TLS', (id) => {
    const policies = template.ofType('AWS::SQS::QueuePolicy').filter(([, { Queues }]) => list(Queues).includes(id));
    const statements = policies.flatMap(([, { PolicyDocument }]) => list(field(PolicyDocument, 'Statement')));
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        Resource: `${id}.Arn`,
      }),
    );
  });
});

describe('a withdrawal that is requested by an event', () => {
  const rule = named('AWS::Events::Rule', 'Description', 'Withdrawals that are requested by an event');

  test('is taken from any source but our own', () => {
    expect(rule).toMatchObject({
      EventBusName: 'Bus',
      EventPattern: { 'detail-type': ['WithdrawalRequested'], source: [{ 'anything-but': ['hashkey-treasury'] }] },
    });
  });

  test('goes to the function that decides, and aside when it cannot be delivered', () => {
    expect(rule.Targets).toEqual([
      expect.objectContaining({
        Arn: 'WithdrawalRequestFunction.Arn',
        DeadLetterConfig: { Arn: 'EventDeadLetters.Arn' },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 8 },
      }),
    ]);
  });

  test('is tried again when the function fails, and then put aside', () => {
    expect(named('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'WithdrawalRequestFunction')).toEqual({
      FunctionName: 'WithdrawalRequestFunction',
      Qualifier: '$LATEST',
      MaximumEventAgeInSeconds: 3600,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: 'EventDeadLetters.Arn' } },
    });
  });
});

describe('an outcome that nobody knows', () => {
  const rule = named('AWS::Events::Rule', 'Description', 'Looks at once for what nobody knows');

  test('calls the function that looks for it, at once and once', () => {
    expect(rule.EventPattern).toEqual({
      source: ['hashkey-treasury'],
      'detail-type': ['InstructionStatusChanged'],
      detail: { status: ['unknown'] },
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({
        Arn: 'ReconciliationFunction.Arn',
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      }),
    ]);
  });
});

describe('a withdrawal that has ended', () => {
  const rule = named('AWS::Events::Rule', 'Description', 'Tells who waits for the end of a withdrawal');

  test('calls the function that tells who waits, at once and once', () => {
    expect(rule.EventPattern).toEqual({
      source: ['hashkey-treasury'],
      'detail-type': ['InstructionStatusChanged'],
      detail: {
        kind: ['withdrawal', 'fiat-withdrawal'],
        status: ['rejected', 'declined', 'canceled', 'expired', 'settled', 'failed'],
      },
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({
        Arn: 'TaskOutcomeFunction.Arn',
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      }),
    ]);
  });

  test('is not tried again by Lambda: the tick asks again', () => {
    expect(named('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'TaskOutcomeFunction')).toMatchObject({
      MaximumRetryAttempts: 0,
    });
  });
});

describe('an event that a person must see', () => {
  const rule = named('AWS::Events::Rule', 'Description', 'Events that a person must see');

  test('goes to the alarms topic, but only from our own source', () => {
    expect(rule.EventPattern).toEqual({
      source: ['hashkey-treasury'],
      'detail-type': [
        'NeedsAttention',
        'UnknownMovement',
        'DepositAddressChanged',
        'DepositAddressAccepted',
        'ExchangeBan',
        'WhitelistChanged',
        'PolicyChanged',
        'PauseChanged',
        'KeyUnhealthy',
        'ExportFailed',
      ],
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({ Arn: 'Alarms', DeadLetterConfig: { Arn: 'EventDeadLetters.Arn' } }),
    ]);
  });

  test('is published by EventBridge and by nobody else, without a condition that it could not meet', () => {
    const [[, { PolicyDocument }] = ['', {}]] = template.ofType('AWS::SNS::TopicPolicy');
    const allowed = list(field(PolicyDocument, 'Statement')).filter(
      (statement) => field(statement, 'Effect') === 'Allow',
    );
    expect(allowed).toEqual([
      {
        Sid: 'AlarmingRule',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: expect.anything(),
      },
    ]);
  });
});
