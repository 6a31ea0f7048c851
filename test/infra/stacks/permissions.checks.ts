import { describe, expect, test } from '@jest/globals';
import { stackOf } from './stack-fixture.ts';
import { field, type Json } from './template.ts';

const template = stackOf('sandbox');

const ownLog = (log: string) => [`logs:CreateLogStream ${log}.Arn`, `logs:PutLogEvents ${log}.Arn`];
const onTable = (...actions: string[]) => actions.map((action) => `dynamodb:${action} Table.Arn`);
const takeFrom = (queue: string) =>
  ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map((action) => `sqs:${action} ${queue}.Arn`);
const putEvents = 'events:PutEvents Bus.Arn';
const read = (secret: string) => `secretsmanager:GetSecretValue ${secret}`;

const rights: Record<string, string[]> = {
  'deposit-address': [
    ...ownLog('DepositAddressLog'),
    ...onTable('GetItem', 'PutItem', 'UpdateItem'),
    putEvents,
    read('KeyWhitelist'),
  ],
  'asset-transfer': [
    ...ownLog('AssetTransferLog'),
    ...onTable('GetItem', 'PutItem', 'UpdateItem'),
    ...takeFrom('SweepQueue'),
    putEvents,
    read('KeyTransfer'),
  ],
  'withdrawal-request': [
    ...ownLog('WithdrawalRequestLog'),
    ...onTable('GetItem', 'PutItem', 'UpdateItem'),
    putEvents,
    'sqs:SendMessage EventDeadLetters.Arn',
  ],
  'withdrawal-release': [
    ...ownLog('WithdrawalReleaseLog'),
    ...onTable('GetItem', 'UpdateItem'),
    ...takeFrom('ReleaseQueue'),
    putEvents,
    read('KeyWithdrawal'),
    read('KeyFiat'),
  ],
  reconciliation: [
    ...ownLog('ReconciliationLog'),
    ...onTable('GetItem', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/by-status',
    'dynamodb:Query Table.Arn/index/open',
    putEvents,
    read('KeyRead'),
    'sqs:SendMessage ReleaseQueue.Arn',
    'sqs:SendMessage SweepQueue.Arn',
  ],
  instructions: [
    ...ownLog('InstructionsLog'),
    ...onTable('GetItem'),
    'dynamodb:Query Table.Arn/index/by-status',
    'dynamodb:Query Table.Arn/index/open',
  ],
  approval: [
    ...ownLog('ApprovalLog'),
    ...onTable('GetItem', 'UpdateItem'),
    putEvents,
    'sqs:SendMessage ReleaseQueue.Arn',
  ],
  pause: [...ownLog('PauseLog'), ...onTable('GetItem', 'UpdateItem'), putEvents],
  'key-health': [
    ...ownLog('KeyHealthLog'),
    ...onTable('GetItem'),
    putEvents,
    ...['AssetTransfer', 'DepositAddress', 'Reconciliation', 'WithdrawalRelease'].map(
      (owner) => `lambda:InvokeFunction ${owner}Function.Arn`,
    ),
  ],
  'task-outcome': [...ownLog('TaskOutcomeLog'), ...onTable('GetItem', 'UpdateItem')],
  'ledger-export': [
    ...ownLog('LedgerExportLog'),
    ...onTable('ExportTableToPointInTime', 'GetItem', 'UpdateItem'),
    'dynamodb:DescribeExport Table.Arn/export/*',
    putEvents,
    ...['AbortMultipartUpload', 'PutObject', 'PutObjectAcl'].map((action) => `s3:${action} ExportBucket.Arn/ledger/*`),
    'kms:Decrypt LedgerEncryptionKey.Arn',
    'kms:GenerateDataKey LedgerEncryptionKey.Arn',
  ],
  whitelist: [
    ...ownLog('WhitelistLog'),
    ...onTable('GetItem', 'PutItem', 'UpdateItem'),
    putEvents,
    read('KeyWhitelist'),
  ],
  policy: [...ownLog('PolicyLog'), ...onTable('GetItem', 'PutItem', 'UpdateItem'), putEvents],
};

const roleIn = (arn: Json | undefined): string => String(arn).replace(/\.Arn$/, '');
const roleOf = (name: string): string =>
  roleIn(template.one('AWS::Lambda::Function', 'FunctionName', `hashkey-treasury-sandbox-${name}`).Role);

describe('what a role may do', () => {
  test.each(Object.entries(rights))('%s: exactly its own actions on its own resources', (name, expected) => {
    expect(template.rightsOf(roleOf(name))).toEqual([...expected].sort());
  });

  test('the schedules of sweeps may fill the sweep queue and put failures aside', () => {
    const role = roleIn(roleArnOf('sandbox-usdt-to-custody'));
    expect(template.rightsOf(role)).toEqual([
      'sqs:SendMessage ScheduleDeadLetters.Arn',
      'sqs:SendMessage SweepQueue.Arn',
    ]);
  });

  test('the tick may call reconciliation', () => {
    const role = roleIn(roleArnOf('sandbox.tick'));
    expect(template.rightsOf(role)).toEqual(['lambda:InvokeFunction ReconciliationFunction.Arn']);
  });

  test('the daily schedule of key-health may call key-health', () => {
    const role = roleIn(roleArnOf('sandbox.key-health'));
    expect(template.rightsOf(role)).toEqual(['lambda:InvokeFunction KeyHealthFunction.Arn']);
  });

  test('the whitelist’s check may call the whitelist function', () => {
    const role = roleIn(roleArnOf('sandbox.whitelist'));
    expect(template.rightsOf(role)).toEqual(['lambda:InvokeFunction WhitelistFunction.Arn']);
  });

  test('the hourly schedule of the exports may call the function that exports', () => {
    const role = roleIn(roleArnOf('sandbox.ledger-export'));
    expect(template.rightsOf(role)).toEqual(['lambda:InvokeFunction LedgerExportFunction.Arn']);
  });

  test('no role has rights from anywhere else, and each is taken on by one service', () => {
    for (const [, role] of template.ofType('AWS::IAM::Role')) {
      expect(Object.keys(role).sort()).toEqual(['AssumeRolePolicyDocument', 'Description']);
    }
    expect(template.ofType('AWS::IAM::Role')).toHaveLength(Object.keys(rights).length + 5);
    expect(template.ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
  });

  test('nothing is allowed on everything: what has no name yet is at least in a place of its own', () => {
    const roles = template.ofType('AWS::IAM::Role').flatMap(([id]) => template.rightsOf(id));
    expect(roles.filter((right) => right.includes('*'))).toEqual([
      'dynamodb:DescribeExport Table.Arn/export/*',
      's3:AbortMultipartUpload ExportBucket.Arn/ledger/*',
      's3:PutObject ExportBucket.Arn/ledger/*',
      's3:PutObjectAcl ExportBucket.Arn/ledger/*',
    ]);
  });
});

describe('each key', () => {
  test.each([
    ['KeyRead', ['reconciliation']],
    ['KeyTransfer', ['asset-transfer']],
    ['KeyWithdrawal', ['withdrawal-release']],
    ['KeyWhitelist', ['deposit-address', 'whitelist']],
    ['KeyFiat', ['withdrawal-release']],
  ])('%s is read by %j and by no other role', (secret, readers) => {
    const found = template
      .ofType('AWS::IAM::Role')
      .filter(([id]) => template.rightsOf(id).includes(read(secret)))
      .map(([id]) => id);
    expect(found).toEqual(readers.map(roleOf));
  });
});

function roleArnOf(schedule: string): Json {
  return field(template.one('AWS::Scheduler::Schedule', 'Name', schedule), 'Target', 'RoleArn');
}
