import { describe, expect, test } from '@jest/globals';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { field, type Json, list } from './template.ts';

const template = stackOf('sandbox');
const local = stackOf('local');

/** Types that hold what happened to money, or without which it cannot be read: the keys that it is encrypted with. */
const holdHistory = [
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::Logs::LogGroup',
  'AWS::SecretsManager::Secret',
  'AWS::KMS::Key',
];
/** A message that nobody could work off is all that is left of what it was about, or of that it failed. */
const deadLetters = [
  'EventDeadLetters',
  'NotificationDeadLetters',
  'ReleaseQueueDeadLetters',
  'ScheduleDeadLetters',
  'SweepQueueDeadLetters',
];
const kept = [...holdHistory.flatMap((type) => template.ofType(type).map(([id]) => id)), ...deadLetters];

describe('what holds money’s history', () => {
  test('is all that is there of its kind, the log of the HTTP API and every dead-letter queue among it', () => {
    expect(kept).toEqual(expect.arrayContaining(['Table', 'ExportBucket', 'HttpApiLog', 'LedgerEncryptionKey']));
    const queues = template.ofType('AWS::SQS::Queue').map(([id]) => id);
    expect(queues.filter((id) => /DeadLetters$/.test(id)).toSorted()).toEqual(deadLetters);
  });

  test.each(kept)('%s stays when the stack goes, or when it is replaced', (id) => {
    const resource = template.resources.get(id);
    expect(['Retain', 'RetainExceptOnCreate']).toContain(resource?.DeletionPolicy);
    expect(resource?.UpdateReplacePolicy).toBe('Retain');
  });

  test('goes with stage local, which is thrown away', () => {
    expect(kept.filter((id) => local.resources.get(id)?.DeletionPolicy !== 'Delete')).toEqual([]);
  });

  test('is not deleted by a function: none may', () => {
    const roles = template.ofType('AWS::IAM::Role').flatMap(([id]) => template.rightsOf(id));
    expect(
      roles.filter((right) => /^(dynamodb|s3|kms|logs):\w*(Delete|Bypass|PutObjectRetention)/.test(right)),
    ).toEqual([]);
  });
});

describe('the table', () => {
  test('can be restored to any second of the last 35 days, and cannot be deleted by mistake', () => {
    expect(template.resources.get('Table')?.Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      DeletionProtectionEnabled: true,
    });
  });
});

describe('the bucket of the exports', () => {
  const [, bucket = {}] = template.ofType('AWS::S3::Bucket').find(([id]) => id === 'ExportBucket') ?? [];
  const statements = template
    .ofType('AWS::S3::BucketPolicy')
    .filter(([, { Bucket }]) => Bucket === 'ExportBucket')
    .flatMap(([, { PolicyDocument }]) => list(field(PolicyDocument, 'Statement')));

  test('locks each file from its first moment, against everybody, for seven years', () => {
    expect(bucket).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2557 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('locks for as long and as hard as the configuration says', () => {
    const exports = { retentionDays: 60, lock: 'governance' } as const;
    const [, other = {}] =
      makeStack('sandbox', { ...someTreasury, exports })
        .ofType('AWS::S3::Bucket')
        .find(([id]) => id === 'ExportBucket') ?? [];
    const retention = field(other, 'ObjectLockConfiguration', 'Rule', 'DefaultRetention');
    expect(retention).toEqual({ Mode: 'GOVERNANCE', Days: 60 });
  });

  test('is encrypted with the ledger’s key, and asks for it once for many files', () => {
    expect(field(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration')).toEqual([
      {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'LedgerEncryptionKey.Arn' },
      },
    ]);
  });

  test('is private, has no ACLs and takes TLS only', () => {
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    const refused = statements.filter((statement) => field(statement, 'Action') === 's3:*');
    expect(refused).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: ['ExportBucket.Arn', 'ExportBucket.Arn/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  test('is written by two functions alone, each in its folder: nobody can put another version over a file', () => {
    const roleOf = (name: string) =>
      template.one('AWS::Lambda::Function', 'FunctionName', `hashkey-treasury-sandbox-${name}`).Role as Json;
    const [exporter, maker] = [roleOf('ledger-export'), roleOf('statements')];
    const refused = statements.filter((statement) => field(statement, 'Action') === 's3:PutObject');
    const others = (Sid: string, files: string, writers: Json) => ({
      Sid,
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: `ExportBucket.Arn/${files}`,
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': writers } },
    });
    expect(refused).toEqual([
      others('NobodyElseWrites', '*', [exporter, maker]),
      others('OnlyTheExportWrites', 'ledger/*', exporter),
      others('OnlyStatementsWrites', 'statements/*', maker),
    ]);
  });

  test('grows cold, and loses nothing but what was never uploaded whole', () => {
    const [rule, ...others] = list(field(bucket, 'LifecycleConfiguration', 'Rules'));
    expect(others).toEqual([]);
    expect(rule).toEqual({
      Id: 'cold',
      Status: 'Enabled',
      Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }],
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    });
  });

  test('is named by CloudFormation, so that no two in the world collide', () => {
    for (const [, properties] of template.ofType('AWS::S3::Bucket'))
      expect(properties).not.toHaveProperty('BucketName');
  });

  test('has its files encrypted through S3, and the key cannot be used for them otherwise', () => {
    const uses = template
      .ofType('AWS::IAM::Policy')
      .flatMap(([, { PolicyDocument }]) => list(field(PolicyDocument, 'Statement')))
      .filter((statement) => list(field(statement, 'Action')).includes('kms:GenerateDataKey'));
    expect(uses.map((statement) => field(statement, 'Condition'))).toContainEqual({
      StringEquals: { 'kms:ViaService': 's3.AWS::Region.amazonaws.com' },
    });
  });
});
