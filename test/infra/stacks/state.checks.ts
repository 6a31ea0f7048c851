import { describe, expect, test } from '@jest/globals';
import { inApp, someTreasury, stackOf } from './stack-fixture.ts';

const template = stackOf('sandbox');
const local = stackOf('local');

/**
 * Types whose replacement loses something: data or its key, messages, an address that others know, or a name that is
 * taken.
 */
const stateful = [
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
  'AWS::Events::EventBus',
  'AWS::SNS::Topic',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::ApiGatewayV2::Api',
  'AWS::Logs::LogGroup',
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::KMS::Key',
];

describe('what holds state', () => {
  // A change here replaces the resource at the next deployment. Rename only what may be lost.
  test('keeps its logical id', () => {
    const ids = stateful.flatMap((type) => template.ofType(type).map(([id]) => id));
    expect(ids.sort()).toEqual([
      'Alarms',
      'ApprovalFunction',
      'ApprovalFunctionHttp',
      'ApprovalLog',
      'AssetTransferFunction',
      'AssetTransferFunctionKeyCheck',
      'AssetTransferLog',
      'Bus',
      'ConsoleFunction',
      'ConsoleFunctionHttp',
      'ConsoleLog',
      'DepositAddressFunction',
      'DepositAddressFunctionHttp',
      'DepositAddressFunctionKeyCheck',
      'DepositAddressLog',
      'DepositsFunction',
      'DepositsLog',
      'DeviceHeads',
      'EventDeadLetters',
      'ExportBucket',
      'HttpApi',
      'HttpApiLog',
      'InstructionsFunction',
      'InstructionsFunctionHttp',
      'InstructionsLog',
      'KeyFiat',
      'KeyFiatEncryptionKey',
      'KeyHealthFunction',
      'KeyHealthLog',
      'KeyRead',
      'KeyReadEncryptionKey',
      'KeyTransfer',
      'KeyTransferEncryptionKey',
      'KeyWhitelist',
      'KeyWhitelistEncryptionKey',
      'KeyWithdrawal',
      'KeyWithdrawalEncryptionKey',
      'LedgerEncryptionKey',
      'LedgerExportFunction',
      'LedgerExportLog',
      'LogsEncryptionKey',
      'MessagesEncryptionKey',
      'NotificationDeadLetters',
      'NotificationTopic',
      'NotificationsFunction',
      'NotificationsLog',
      'PasskeysFunction',
      'PasskeysFunctionHttp',
      'PasskeysLog',
      'PauseFunction',
      'PauseFunctionHttp',
      'PauseLog',
      'PolicyFunction',
      'PolicyFunctionHttp',
      'PolicyLog',
      'ReconciliationFunction',
      'ReconciliationFunctionKeyCheck',
      'ReconciliationLog',
      'ReleaseQueue',
      'ReleaseQueueDeadLetters',
      'ReportsFunction',
      'ReportsFunctionHttp',
      'ReportsLog',
      'ScheduleDeadLetters',
      'ScheduleGroup',
      'StatementsFunction',
      'StatementsLog',
      'SweepQueue',
      'SweepQueueDeadLetters',
      'Table',
      'TaskOutcomeFunction',
      'TaskOutcomeLog',
      'WhitelistFunction',
      'WhitelistFunctionHttp',
      'WhitelistLog',
      'WithdrawalReleaseFunction',
      'WithdrawalReleaseFunctionKeyCheck',
      'WithdrawalReleaseLog',
      'WithdrawalRequestFunction',
      'WithdrawalRequestFunctionHttp',
      'WithdrawalRequestLog',
    ]);
  });

  test('keeps its logical id in every stage', () => {
    for (const type of stateful) {
      expect(local.ofType(type).map(([id]) => id)).toEqual(template.ofType(type).map(([id]) => id));
    }
  });
});

describe('a stack', () => {
  test.each([
    ['local', false],
    ['sandbox', true],
    ['production', true],
  ])('of stage %s is protected from being deleted as a whole: %p', (stage, expected) => {
    expect(inApp(stage, someTreasury, (_, stack) => stack.terminationProtection)).toBe(expected);
  });
});

describe('the tables', () => {
  test('have one item a key, and the first three indexes: what is open by age, a status by its last change, and keys to search by', () => {
    expect(template.ofType('AWS::DynamoDB::Table')).toEqual([
      [
        'Table',
        expect.objectContaining({
          TableName: 'hashkey-treasury-sandbox',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          GlobalSecondaryIndexes: [
            index('open', 'open', 'openSince'),
            index('by-status', 'status', 'updatedAt'),
            index('search', 'listedBy', 'listedAt', 'KEYS_ONLY'),
          ],
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'LedgerEncryptionKey.Arn' },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        }),
      ],
      [
        'DeviceHeads',
        expect.objectContaining({
          TableName: 'hashkey-treasury-sandbox-device-heads',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          DeletionProtectionEnabled: true,
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'LedgerEncryptionKey.Arn' },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        }),
      ],
    ]);
  });

  test('and the keys stay when the stack goes, except on stage local', () => {
    expect(template.resources.get('Table')).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
    expect(template.resources.get('KeyWithdrawal')?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(local.resources.get('Table')).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
    expect(local.resources.get('KeyWithdrawal')?.DeletionPolicy).toBe('Delete');
  });
});

describe('the policy', () => {
  test('is handed to the function that keeps it, which has a minute to answer', () => {
    expect(template.ofType('Custom::TreasuryPolicy')).toEqual([
      [
        'Policy',
        {
          ServiceToken: 'PolicyFunction.Arn',
          ServiceTimeout: '60',
          Policy: someTreasury.policy,
          Whitelist: someTreasury.whitelist,
        },
      ],
    ]);
  });
});

function index(name: string, partition: string, sort: string, holds = 'ALL'): object {
  return {
    IndexName: name,
    KeySchema: [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: holds },
  };
}
