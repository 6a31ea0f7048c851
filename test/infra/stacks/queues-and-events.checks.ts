import { describe, expect, test } from '@jest/globals';
import { stackOf } from './stack-fixture.ts';
import { field, type Json, list } from './template.ts';

const template = stackOf('sandbox');
const properties = (id: string) => template.resources.get(id)?.Properties ?? {};
/** A service of AWS has no account of its own; its own statement says what it may do. */
const fromOtherAccounts = {
  Sid: 'NoOtherAccount',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Condition: {
    StringNotEquals: { 'aws:PrincipalAccount': 'AWS::AccountId' },
    Bool: { 'aws:PrincipalIsAWSService': 'false' },
  },
};
const named = (type: string, property: string, value: string) => template.one(type, property, value);

describe.each([
  ['SweepQueue', 'AssetTransferFunction', 'sweeps', true, { ScalingConfig: { MaximumConcurrency: 4 } }],
  ['ReleaseQueue', 'WithdrawalReleaseFunction', 'releases', false, {}],
])('%s', (queueId, functionId, name, contentBased, atOnce) => {
  const queue = named('AWS::SQS::Queue', 'QueueName', `hashkey-treasury-sandbox-${name}.fifo`);

  test('is FIFO and encrypted, and takes a message twice only where its sender can tell them apart', () => {
    expect(queue).toMatchObject({
      FifoQueue: true,
      KmsMasterKeyId: 'MessagesEncryptionKey.Arn',
      ContentBasedDeduplication: contentBased,
    });
  });

  test('puts a message aside after five tries, in a FIFO queue of its own that keeps it two weeks', () => {
    const redrive = { deadLetterTargetArn: `${queueId}DeadLetters.Arn`, maxReceiveCount: 5 };
    expect(queue.RedrivePolicy).toEqual(redrive);
    const kept = { FifoQueue: true, MessageRetentionPeriod: 1_209_600 };
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
      ...atOnce,
    });
  });
});

describe.each(template.ofType('AWS::SQS::Queue').map(([id]) => id))('%s', (id) => {
  const policies = template.ofType('AWS::SQS::QueuePolicy').filter(([, { Queues }]) => list(Queues).includes(id));
  const statements = policies.flatMap(([, { PolicyDocument }]) => list(field(PolicyDocument, 'Statement')));

  // Four days outlast a weekend. What was put aside stays as long as SQS keeps anything: people have to come to it.
  test('keeps a message for four days, and for two weeks what was put aside', () => {
    const days = id.endsWith('DeadLetters') ? 14 : 4;
    expect(properties(id).MessageRetentionPeriod).toBe(days * 86_400);
  });

  test('refuses connections without TLS', () => {
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        Resource: `${id}.Arn`,
      }),
    );
  });

  test('refuses everybody from another account', () => {
    expect(statements).toContainEqual({
      ...fromOtherAccounts,
      Action: 'sqs:*',
      Resource: `${id}.Arn`,
    });
  });

  test('is used by no service, but where EventBridge puts aside what one of its rules or the bus could not deliver', () => {
    const allowed = statements.filter((statement) => field(statement, 'Effect') === 'Allow');
    const sources: Readonly<Record<string, readonly string[]>> = {
      EventDeadLetters: ['EventsAlarming', 'Bus.Arn', 'EventsWithdrawalRequested'],
      NotificationDeadLetters: ['EventsNotifying'],
    };
    expect(allowed.map((statement) => String(field(statement, 'Condition', 'ArnEquals', 'aws:SourceArn')))).toEqual(
      (sources[id] ?? []).map((source) => expect.stringContaining(source)),
    );
    for (const statement of allowed) {
      expect(statement).toMatchObject({
        Action: 'sqs:SendMessage',
        Principal: { Service: 'events.amazonaws.com' },
        Resource: `${id}.Arn`,
      });
    }
  });
});

describe('the bus', () => {
  test('takes our own source from our functions and from nobody else, whatever their own policies say', () => {
    const [[, { Policy }] = ['', { Policy: null }]] = template.ofType('AWS::Events::EventBus');
    const [statement, ...others] = list(field(Policy, 'Statement'));
    const senders = template
      .ofType('AWS::IAM::Role')
      .filter(([id]) => template.rightsOf(id).some((right) => right.startsWith('events:PutEvents')));
    expect(others).toEqual([]);
    expect(senders).toHaveLength(15);
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'events:PutEvents',
      Resource: expect.stringMatching(/:event-bus\/hashkey-treasury-sandbox$/),
      Condition: {
        'ForAnyValue:StringEquals': { 'events:source': 'hashkey-treasury' },
        ArnNotEquals: { 'aws:PrincipalArn': expect.any(Array) },
      },
    });
    const exempt = list(field(statement, 'Condition', 'ArnNotEquals', 'aws:PrincipalArn'));
    expect([...exempt].sort()).toEqual(senders.map(([id]) => `${id}.Arn`).sort());
  });

  test('puts aside what it cannot decrypt', () => {
    expect(properties('Bus').DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': ['EventDeadLetters', 'Arn'] } });
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
        'SignatureRefused',
        'UnknownMovement',
        'DepositAddressChanged',
        'DepositAddressAccepted',
        'DepositStuck',
        'ExchangeBan',
        'WhitelistChanged',
        'PolicyChanged',
        'PauseChanged',
        'KeyUnhealthy',
        'ExportFailed',
        'StatementDifference',
        'StatementLost',
        'StatementChainBroken',
        'PasskeyChanged',
        'PasskeyCloned',
        'PasskeyRefused',
        'PasskeysRestored',
      ],
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({ Arn: 'Alarms', DeadLetterConfig: { Arn: 'EventDeadLetters.Arn' } }),
    ]);
  });

  const topicStatements = statementsOfTopic('Alarms');

  test('is published by EventBridge, without a condition that it could not meet, and by alarms of this stage', () => {
    const allowed = topicStatements.filter((statement) => field(statement, 'Effect') === 'Allow');
    expect(allowed).toEqual([
      {
        Sid: 'Alarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: 'Alarms',
        Condition: {
          StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' },
          ArnLike: { 'aws:SourceArn': expect.stringMatching(/:alarm:hashkey-treasury-sandbox-\*$/) },
        },
      },
      {
        Sid: 'AlarmingRule',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: 'Alarms',
      },
    ]);
  });

  test('is published by nobody from another account', () => {
    expect(topicStatements).toContainEqual({ ...fromOtherAccounts, Action: 'sns:Publish', Resource: 'Alarms' });
  });
});

describe('what people are notified by', () => {
  const rule = named('AWS::Events::Rule', 'Description', 'Events that people are notified by');

  test('are events of our own source, for the function that notifies, which puts aside what it cannot tell', () => {
    expect(rule.EventPattern).toEqual({
      source: ['hashkey-treasury'],
      'detail-type': [
        'InstructionStatusChanged',
        'InstructionExpiresSoon',
        'InstructionHeld',
        'WhitelistChanged',
        'PauseChanged',
        'PolicyChanged',
        'PasskeyChanged',
      ],
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({
        Arn: 'NotificationsFunction.Arn',
        DeadLetterConfig: { Arn: 'NotificationDeadLetters.Arn' },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 8 },
      }),
    ]);
    expect(named('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'NotificationsFunction')).toMatchObject({
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: 'NotificationDeadLetters.Arn' } },
    });
  });

  test('is a topic of its own, encrypted, over TLS, that nobody else publishes to', () => {
    expect(named('AWS::SNS::Topic', 'TopicName', 'hashkey-treasury-sandbox-notifications')).toMatchObject({
      KmsMasterKeyId: expect.stringContaining('MessagesEncryptionKey'),
    });
    const statements = statementsOfTopic('NotificationTopic');
    expect(statements).toContainEqual({ ...fromOtherAccounts, Action: 'sns:Publish', Resource: 'NotificationTopic' });
    expect(statements.filter((statement) => field(statement, 'Effect') !== 'Deny')).toEqual([]);
    expect(statements).toHaveLength(2);
  });
});

function statementsOfTopic(topic: string): readonly Json[] {
  const policies = template.ofType('AWS::SNS::TopicPolicy');
  const [, found] = policies.find(([, { Topics }]) => JSON.stringify(Topics).includes(`"${topic}"`)) ?? [];
  return list(field(found?.PolicyDocument, 'Statement'));
}
