import { describe, expect, test } from '@jest/globals';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { field, type Json, list } from './template.ts';

const template = stackOf('sandbox');
const statuses = 'requested awaiting-approval approved sending unknown needs-attention sent rejected declined canceled';

/** What every function may do: write its own log and traces. */
const itself = (id: string) => [
  `logs:CreateLogStream ${id}Log.Arn`,
  `logs:PutLogEvents ${id}Log.Arn`,
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
];
const through = (service: string) => `if StringEquals kms:ViaService ${service}.AWS::Region.amazonaws.com`;
const onlyKeys = (operator: string, keys: string) =>
  `if ForAllValues:${operator} dynamodb:LeadingKeys ${keys} and Null dynamodb:LeadingKeys false`;
const readHeads = 'dynamodb:GetItem DeviceHeads.Arn';
/** Whoever judges devices has to see that it was not restored. */
const judgeByHeads = [readHeads, 'dynamodb:DescribeTable DeviceHeads.Arn'];
const decryptTable = `kms:Decrypt LedgerEncryptionKey.Arn ${through('dynamodb')}`;
const items = (action: string, keys: string) => `dynamodb:${action} Table.Arn ${onlyKeys('StringLike', keys)}`;
const find = (index: string, values: string) =>
  `dynamodb:Query Table.Arn/index/${index} ${onlyKeys('StringEquals', values)}`;
const messages = (service: string, ...actions: string[]) =>
  actions.map((action) => `kms:${action} MessagesEncryptionKey.Arn ${through(service)}`);
const takeFrom = (queue: string) => [
  ...['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map((action) => `sqs:${action} ${queue}.Arn`),
  ...messages('sqs', 'Decrypt'),
];
const sendTo = (...queues: string[]) => [
  ...queues.map((queue) => `sqs:SendMessage ${queue}.Arn`),
  ...messages('sqs', 'Decrypt', 'GenerateDataKey'),
];
const putEventsAs = (source: string) =>
  `events:PutEvents Bus.Arn if ForAllValues:StringEquals events:source ${source} and Null events:source false`;
const asUs = putEventsAs('hashkey-treasury');
const read = (secret: string) => [
  `secretsmanager:GetSecretValue ${secret}`,
  `kms:Decrypt ${secret}EncryptionKey.Arn ${through('secretsmanager')}`,
];

const exportFiles = ['AbortMultipartUpload', 'PutObject', 'PutObjectAcl'].map(
  (action) => `s3:${action} ExportBucket.Arn/ledger/*`,
);

const statementFiles = ['GetObject', 'PutObject'].map((action) => `s3:${action} ExportBucket.Arn/statements/*`);

const rights: Record<string, string[]> = {
  // Whoever has its address calls it, so there is nothing else: no traces either.
  console: ['logs:CreateLogStream ConsoleLog.Arn', 'logs:PutLogEvents ConsoleLog.Arn'],
  'deposit-address': [
    ...itself('DepositAddress'),
    decryptTable,
    items('GetItem', 'policy deposit-address#*#* passkey#* passkey-nonce#* passkey-use#* pace#whitelist'),
    items('PutItem', 'deposit-address#*#*'),
    items('UpdateItem', 'deposit-address#*#* passkey-nonce#* passkey-use#* pace#* two-factor#*'),
    ...judgeByHeads,
    asUs,
    ...read('KeyWhitelist'),
  ],
  'asset-transfer': [
    ...itself('AssetTransfer'),
    decryptTable,
    items('GetItem', 'instruction#* policy pause source#*#* exchange-readings pace#transfer'),
    items('PutItem', 'instruction#* search#*#*'),
    items('UpdateItem', 'instruction#* source#*#* pace#* two-factor#*'),
    ...takeFrom('SweepQueue'),
    asUs,
    ...read('KeyTransfer'),
  ],
  'withdrawal-request': [
    ...itself('WithdrawalRequest'),
    decryptTable,
    items('GetItem', 'instruction#* policy whitelist#* exchange-readings pause limit#*'),
    items('PutItem', 'instruction#* search#*#*'),
    items('UpdateItem', 'instruction#*'),
    asUs,
    ...sendTo('EventDeadLetters'),
  ],
  'withdrawal-release': [
    ...itself('WithdrawalRelease'),
    decryptTable,
    items('GetItem', 'instruction#* policy pause whitelist#* whitelist limit#* passkey#* pace#withdrawal pace#fiat'),
    ...judgeByHeads,
    `dynamodb:UpdateItem DeviceHeads.Arn ${onlyKeys('StringLike', 'sent#*')}`,
    items('PutItem', 'search#*#*'),
    items('UpdateItem', 'instruction#* limit#* pace#* two-factor#*'),
    ...takeFrom('ReleaseQueue'),
    asUs,
    ...read('KeyWithdrawal'),
    ...read('KeyFiat'),
  ],
  reconciliation: [
    ...itself('Reconciliation'),
    decryptTable,
    items(
      'GetItem',
      'instruction#* policy pause whitelist#* limit#* movement-scan#* known-order#* paid#* search-backfill exchange-readings account-balances#* tick pace#read',
    ),
    items('PutItem', 'paid#* search#*#* policy-event#* policy-snapshot#*'),
    items(
      'UpdateItem',
      'instruction#* policy pause limit#* movement-scan#* known-order#* paid#* search-backfill exchange-readings account-balances#* tick pace#* two-factor#*',
    ),
    find('open', 'open limit'),
    find('by-status', `${statuses} expired settled failed`),
    asUs,
    ...read('KeyRead'),
    ...sendTo('ReleaseQueue', 'SweepQueue'),
  ],
  deposits: [
    ...itself('Deposits'),
    decryptTable,
    items('GetItem', 'policy deposit#*#* deposit-scan deposit-address#*#* instruction#* source#*#* pace#read'),
    items('UpdateItem', 'deposit#*#* deposit-scan pace#* two-factor#*'),
    find('open', 'deposit'),
    asUs,
    ...read('KeyRead'),
    ...sendTo('SweepQueue'),
  ],
  instructions: [
    ...itself('Instructions'),
    decryptTable,
    items('GetItem', 'instruction#* policy policy-event#* policy-snapshot#* whitelist#*'),
    find('open', 'open'),
    `dynamodb:Query Table.Arn/index/search ${onlyKeys('StringLike', 'listed#* decision#*')}`,
    find('by-status', `${statuses} expired settled failed`),
  ],
  // It looks, and has neither a key nor anything to write but notes.
  reports: [
    ...itself('Reports'),
    decryptTable,
    items(
      'GetItem',
      [
        'policy pause exchange-readings account-balances#* statement#*#* statement-rows#*#*#* statement-note#*#*#*',
        'month-close#* limit#* statement-progress#* ledger-export deposit-scan key-health#* passkey#* passkey-nonce#* passkey-use#*',
      ].join(' '),
    ),
    items('PutItem', 'statement-note#*#*#*'),
    items('UpdateItem', 'month-close#* passkey-nonce#* passkey-use#*'),
    ...judgeByHeads,
    // Of a device that there may be two of.
    asUs,
    find('by-status', 'unknown sending needs-attention sent approved'),
  ],
  approval: [
    ...itself('Approval'),
    decryptTable,
    items(
      'GetItem',
      'instruction#* policy pause whitelist#* limit#* paid#* exchange-readings passkey#* passkey-nonce#* passkey-use#*',
    ),
    items('PutItem', 'search#*#* paid#*'),
    items('UpdateItem', 'instruction#* limit#* paid#* passkey-nonce#* passkey-use#*'),
    ...judgeByHeads,
    asUs,
    ...sendTo('ReleaseQueue'),
  ],
  pause: [
    ...itself('Pause'),
    decryptTable,
    items('GetItem', 'policy pause whitelist#* passkey#* passkey-nonce#* passkey-use#*'),
    items('UpdateItem', 'pause passkey-nonce#* passkey-use#*'),
    ...judgeByHeads,
    asUs,
  ],
  // It alone writes devices and their heads.
  passkeys: [
    ...itself('Passkeys'),
    decryptTable,
    items('GetItem', 'policy passkey#* passkey-nonce#* passkey-use#*'),
    items('PutItem', 'passkey-nonce#*'),
    items('UpdateItem', 'passkey#* passkey-nonce#* passkey-use#*'),
    ...judgeByHeads,
    `dynamodb:UpdateItem DeviceHeads.Arn ${onlyKeys('StringNotLike', 'sent#*')}`,
    asUs,
  ],
  'key-health': [
    ...itself('KeyHealth'),
    decryptTable,
    items('GetItem', 'policy'),
    items('UpdateItem', 'key-health#*'),
    asUs,
    ...['AssetTransfer', 'DepositAddress', 'Reconciliation', 'WithdrawalRelease'].map(
      (owner) => `lambda:InvokeFunction ${owner}FunctionKeyCheck`,
    ),
  ],
  'task-outcome': [
    ...itself('TaskOutcome'),
    decryptTable,
    items('GetItem', 'instruction#*'),
    // It cannot move an instruction on: no attribute of its state is among these.
    [
      'dynamodb:UpdateItem Table.Arn if ForAllValues:StringEquals dynamodb:Attributes',
      'pk taskReport formerTaskTokens taskToken taskAskedAt taskAskedTimes open openSince',
      'and ForAllValues:StringLike dynamodb:LeadingKeys instruction#*',
      'and Null dynamodb:Attributes false and Null dynamodb:LeadingKeys false',
    ].join(' '),
  ],
  // What it reads it can tell; it can change nothing but what it notes itself.
  notifications: [
    ...itself('Notifications'),
    decryptTable,
    items('GetItem', 'instruction#* policy pause whitelist#* notice#*#*#*'),
    items('PutItem', 'notice#*#*#*'),
    'sns:Publish NotificationTopic',
    ...messages('sns', 'Decrypt', 'GenerateDataKey'),
    ...sendTo('NotificationDeadLetters'),
  ],
  'ledger-export': [
    ...itself('LedgerExport'),
    decryptTable,
    items('GetItem', 'ledger-export'),
    items('PutItem', 'registry-head#*'),
    items('UpdateItem', 'ledger-export'),
    readHeads,
    'dynamodb:ExportTableToPointInTime Table.Arn',
    'dynamodb:DescribeExport Table.Arn/export/*',
    ...exportFiles,
    ...['Decrypt', 'GenerateDataKey'].map((action) => `kms:${action} LedgerEncryptionKey.Arn ${through('s3')}`),
    asUs,
  ],
  // Its own folder of the bucket, and of instructions nothing but a look.
  statements: [
    ...itself('Statements'),
    decryptTable,
    items(
      'GetItem',
      'policy instruction#* statement#*#* statement-rows#*#*#* statement-progress#* statement-note#*#*#* month-close#* pace#read',
    ),
    items('PutItem', 'registry-head#*'),
    items('UpdateItem', 'statement#*#* statement-rows#*#*#* statement-progress#* month-close#* pace#* two-factor#*'),
    readHeads,
    `dynamodb:Query Table.Arn/index/search ${onlyKeys('StringLike', 'listed#exchangeOrderId=*')}`,
    ...statementFiles,
    ...['Decrypt', 'GenerateDataKey'].map((action) => `kms:${action} LedgerEncryptionKey.Arn ${through('s3')}`),
    asUs,
    ...read('KeyRead'),
  ],
  whitelist: [
    ...itself('Whitelist'),
    decryptTable,
    items(
      'GetItem',
      'policy whitelist#* whitelist deposit-address#*#* passkey#* passkey-nonce#* passkey-use#* pace#whitelist',
    ),
    items('PutItem', 'whitelist#*'),
    items('UpdateItem', 'whitelist#* whitelist passkey-nonce#* passkey-use#* pace#* two-factor#*'),
    ...judgeByHeads,
    asUs,
    ...read('KeyWhitelist'),
  ],
  policy: [
    ...itself('Policy'),
    decryptTable,
    items('GetItem', 'policy whitelist#* whitelist deposit-address#*#*'),
    items('PutItem', 'whitelist#* policy-event#* policy-snapshot#*'),
    items('UpdateItem', 'policy whitelist#* whitelist'),
    asUs,
  ],
};

const roleIn = (arn: Json | undefined): string => String(arn).replace(/\.Arn$/, '');
const roleOfSchedule = (name: string): string =>
  roleIn(field(template.one('AWS::Scheduler::Schedule', 'Name', name), 'Target', 'RoleArn'));

describe('what a role may do', () => {
  test.each(Object.entries(rights))('%s: exactly its own actions on its own resources', (name, expected) => {
    expect(template.rightsOf(template.roleOf(`hashkey-treasury-sandbox-${name}`))).toEqual([...expected].sort());
  });

  test('nobody but the function of devices writes a device or its head, and nobody but who pays what was sent', () => {
    const writers = (isOfDevices: (right: string) => boolean) =>
      template
        .ofType('AWS::IAM::Role')
        .filter(([id]) =>
          template
            .rightsOf(id)
            .some((right) => !/^dynamodb:(GetItem|DescribeTable) /.test(right) && isOfDevices(right)),
        )
        .map(([id]) => id);
    const keeper = template.roleOf('hashkey-treasury-sandbox-passkeys');
    expect(writers((right) => right.includes(' passkey#*'))).toEqual([keeper]);
    const payer = template.roleOf('hashkey-treasury-sandbox-withdrawal-release');
    const writersOfHeads = writers((right) => right.includes(' DeviceHeads.Arn'));
    expect([...writersOfHeads].sort()).toEqual([keeper, payer].sort());
    const [, heads] = template.ofType('AWS::DynamoDB::Table').find(([id]) => id === 'DeviceHeads') ?? [];
    expect(field(heads ?? {}, 'ResourcePolicy', 'PolicyDocument', 'Statement')).toEqual([
      {
        Sid: 'NoOtherWriters',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'BatchWriteItem',
          'DeleteItem',
          'PartiQLDelete',
          'PartiQLInsert',
          'PartiQLUpdate',
          'PutItem',
          'UpdateItem',
        ].map((action) => `dynamodb:${action}`),
        Resource: expect.stringMatching(/:table\/hashkey-treasury-sandbox-device-heads$/),
        Condition: {
          ArnNotEquals: { 'aws:PrincipalArn': expect.arrayContaining([`${keeper}.Arn`, `${payer}.Arn`]) },
        },
      },
    ]);
  });

  test('the schedules of sweeps may fill the sweep queue and put failures aside', () => {
    const expected = sendTo('ScheduleDeadLetters', 'SweepQueue');
    expect(template.rightsOf(roleOfSchedule('sandbox-usdt-to-custody'))).toEqual(expected.sort());
  });

  // By the function itself and not by the alias of the API: none of them can hand in an HTTP request.
  test.each([
    ['sandbox.tick', 'ReconciliationFunction'],
    ['sandbox.deposits', 'DepositsFunction'],
    ['sandbox.key-health', 'KeyHealthFunction'],
    ['sandbox.whitelist', 'WhitelistFunction'],
    ['sandbox.ledger-export', 'LedgerExportFunction'],
    ['sandbox.statements', 'StatementsFunction'],
  ])('the schedule %s may call %s', (schedule, id) => {
    expect(template.rightsOf(roleOfSchedule(schedule))).toEqual([`lambda:InvokeFunction ${id}.Arn`]);
  });

  test('the example of a finance workflow may put events as finance, never as us, and ask people to look', () => {
    const withExample = makeStack('sandbox', {
      ...someTreasury,
      workflows: { exampleWaitSeconds: 345_600, stateMachines: [] },
    });
    const [[, { RoleArn }] = ['', { RoleArn: null }]] = withExample.ofType('AWS::StepFunctions::StateMachine');
    const tell = ['sns:Publish Alarms', ...messages('sns', 'Decrypt', 'GenerateDataKey')];
    const expected = [putEventsAs('com.example.finance'), ...tell];
    expect(withExample.rightsOf(roleIn(RoleArn))).toEqual(expected.sort());
  });

  test('no role has rights from anywhere else, and each is taken on by one service', () => {
    for (const [, role] of template.ofType('AWS::IAM::Role')) {
      expect(Object.keys(role).sort()).toEqual(['AssumeRolePolicyDocument', 'Description']);
      const trust = list(field(role, 'AssumeRolePolicyDocument', 'Statement'));
      expect(trust).toHaveLength(1);
      expect(trust[0]).toMatchObject({ Effect: 'Allow', Action: 'sts:AssumeRole' });
      expect(Object.keys(field(trust[0], 'Principal') as object)).toEqual(['Service']);
    }
    expect(template.ofType('AWS::IAM::Role')).toHaveLength(Object.keys(rights).length + 7);
    expect(template.ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
  });

  test('nothing is allowed on everything, but traces, which have no ARN, and exports and files, which get names when they are made', () => {
    const roles = template.ofType('AWS::IAM::Role').flatMap(([id]) => template.rightsOf(id));
    const onEverything = roles.filter((right) => right.split(' ')[1]?.includes('*'));
    expect(new Set(onEverything)).toEqual(
      new Set([
        'dynamodb:DescribeExport Table.Arn/export/*',
        ...exportFiles,
        ...statementFiles,
        'xray:PutTelemetryRecords *',
        'xray:PutTraceSegments *',
      ]),
    );
    expect(roles.filter((right) => right.split(' ')[0]?.includes('*'))).toEqual([]);
  });

  // IAM: all policies of a role together, without white space. An ARN is longer than how it reads here.
  test('fits into what IAM takes', () => {
    for (const [id] of template.ofType('AWS::IAM::Role')) {
      const size = JSON.stringify(template.statementsOf(id)).replaceAll('.Arn', 'x'.repeat(100)).length;
      expect([id, size < 10_240]).toEqual([id, true]);
    }
  });
});
