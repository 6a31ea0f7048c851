import { describe, expect, test } from '@jest/globals';
import { stackOf } from './stack-fixture.ts';
import { field, type Json, list } from './template.ts';

const template = stackOf('sandbox');
const keys = template.ofType('AWS::KMS::Key');
const statementsOf = (id: string) => list(field(new Map(keys).get(id), 'KeyPolicy', 'Statement'));

/** Everything that keeps something, and the property that names its key. */
const encrypted: [type: string, key: string, ...path: string[]][] = [
  ['AWS::DynamoDB::Table', 'LedgerEncryptionKey.Arn', 'SSESpecification', 'KMSMasterKeyId'],
  ['AWS::SQS::Queue', 'MessagesEncryptionKey.Arn', 'KmsMasterKeyId'],
  ['AWS::SNS::Topic', 'MessagesEncryptionKey.Arn', 'KmsMasterKeyId'],
  ['AWS::Events::EventBus', 'MessagesEncryptionKey.Arn', 'KmsKeyIdentifier'],
  ['AWS::Logs::LogGroup', 'LogsEncryptionKey.Arn', 'KmsKeyId'],
];

describe('what is kept', () => {
  test.each(encrypted)('of type %s is encrypted with %s', (type, key, ...path) => {
    const resources = template.ofType(type);
    expect(resources.length).toBeGreaterThan(0);
    for (const [id, properties] of resources) expect([id, field(properties, ...path)]).toEqual([id, key]);
  });

  // With the secrets these are the types whose loss loses something (state.checks.ts).
  test('has no other type that keeps data', () => {
    const keeping = /^AWS::(DynamoDB|SQS|SNS|S3|Logs|Kinesis|RDS|EFS|Backup|SecretsManager|SSM)::/;
    const types = new Set(
      [...template.resources.values()].map(({ Type }) => Type).filter((type) => keeping.test(type)),
    );
    const known = [
      ...encrypted.map(([type]) => type),
      // Its key stands deeper (data.checks.ts).
      'AWS::S3::Bucket',
      'AWS::SecretsManager::Secret',
      'AWS::SecretsManager::ResourcePolicy',
      // They hold names and questions, no data.
      'AWS::SNS::Subscription',
      'AWS::Logs::QueryDefinition',
    ];
    expect([...types].filter((type) => !known.includes(type) && !/Policy$/.test(type))).toEqual([]);
  });
});

/** What CloudFormation itself does with a key and its alias, to make, change, look at and delete them. */
const ofCloudFormation = [
  ...['CreateAlias', 'DeleteAlias', 'DescribeKey', 'DisableKey', 'DisableKeyRotation', 'EnableKey', 'UpdateAlias'],
  ...['EnableKeyRotation', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags', 'PutKeyPolicy', 'TagResource'],
  ...['ScheduleKeyDeletion', 'UntagResource', 'UpdateKeyDescription'],
].map((name) => `kms:${name}`);

describe.each(keys.map(([id]) => id))('%s', (id) => {
  test('is renewed every year, stays when the stack goes, and is deleted a month after somebody asks for it', () => {
    const { Properties, DeletionPolicy } = template.resources.get(id) ?? {};
    expect(Properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 365, PendingWindowInDays: 30 });
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('is administered by the account, which may neither encrypt nor decrypt by that', () => {
    const [administration, ...others] = statementsOf(id);
    expect(administration).toMatchObject({ Sid: 'Administration', Effect: 'Allow', Resource: '*' });
    expect(String(field(administration, 'Principal', 'AWS'))).toMatch(/:root$/);
    const actions = list(field(administration, 'Action')).map(String);
    expect(actions.filter((action) => /\*|crypt|DataKey|CreateGrant|Sign|Mac/.test(action))).toEqual([]);
    expect(actions).toEqual(expect.arrayContaining(ofCloudFormation));
    for (const statement of others) expect(list(field(statement, 'Action'))).not.toContain('kms:*');
  });

  test('is used by nobody without a service that asks for it, or without saying for what', () => {
    for (const statement of statementsOf(id).slice(1)) expect(hasCondition(statement)).toBe(true);
  });
});

// A grant hands a key on to somebody else, without a policy that says so: only DynamoDB takes one, for its table.
test.each([
  [
    'LedgerEncryptionKey',
    {
      dynamodb: ['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey*', 'ReEncrypt*'],
      s3: ['Decrypt', 'GenerateDataKey'],
    },
  ],
  ['MessagesEncryptionKey', { sqs: ['Decrypt', 'GenerateDataKey'], sns: ['Decrypt', 'GenerateDataKey'] }],
  ['LogsEncryptionKey', {}],
])('%s is used by the account through %j alone', (id, services) => {
  const ofAccount = statementsOf(id).filter((statement) => /:root$/.test(String(field(statement, 'Principal', 'AWS'))));
  expect(ofAccount.slice(1).map((statement) => [field(statement, 'Condition'), field(statement, 'Action')])).toEqual(
    Object.entries(services).map(([service, actions]) => [
      { StringEquals: { 'kms:ViaService': `${service}.AWS::Region.amazonaws.com` } },
      actions.map((action: string) => `kms:${action}`),
    ]),
  );
});

test('CloudWatch Logs may use its key for each log group of the stage by name, and for no other', () => {
  const [, forLogs] = statementsOf('LogsEncryptionKey');
  const arns = list(field(forLogs, 'Condition', 'ArnEquals', 'kms:EncryptionContext:aws:logs:arn'));
  const names = template.ofType('AWS::Logs::LogGroup').map(([, { LogGroupName }]) => LogGroupName);
  expect(arns.map((arn) => String(arn).split(':log-group:')[1]).sort()).toEqual(names.sort());
  expect(field(forLogs, 'Principal')).toEqual({ Service: 'logs.AWS::Region.amazonaws.com' });
});

test('services use the key of messages for the bus, the topic of alarms, and what could not be delivered', () => {
  const ofServices = statementsOf('MessagesEncryptionKey').filter(
    (statement) => field(statement, 'Principal', 'Service') !== null,
  );
  const contexts = ofServices.map((statement) => {
    const equals = field(statement, 'Condition', 'StringEquals');
    const [[key, arn] = ['', null]] = Object.entries(equals as { [key: string]: Json }).filter(([name]) =>
      name.startsWith('kms:EncryptionContext:'),
    );
    return [field(statement, 'Principal', 'Service'), key, String(arn).split(':').at(-1)];
  });
  const topic = ['kms:EncryptionContext:aws:sns:topicArn', 'hashkey-treasury-sandbox-alarms'];
  expect(contexts).toEqual([
    ['events.amazonaws.com', 'kms:EncryptionContext:aws:events:event-bus:arn', 'event-bus/hashkey-treasury-sandbox'],
    ['cloudwatch.amazonaws.com', ...topic],
    ['events.amazonaws.com', ...topic],
    ['events.amazonaws.com', 'kms:EncryptionContext:aws:sqs:arn', 'hashkey-treasury-sandbox-event-dead-letters'],
    ['events.amazonaws.com', 'kms:EncryptionContext:aws:sqs:arn', 'hashkey-treasury-sandbox-notification-dead-letters'],
  ]);
});

function hasCondition(statement: Json): boolean {
  const text = JSON.stringify(field(statement, 'Condition'));
  return text.includes('kms:ViaService') || text.includes('kms:EncryptionContext:');
}
