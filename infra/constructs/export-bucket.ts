import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { assert } from '../../functions/shared/core/errors.ts';
import { exportPrefix } from '../../functions/shared/core/names.ts';
import { statementPrefix } from '../../functions/shared/statements/lines.ts';
import type { Exports } from '../config/exports.ts';
import { acknowledge } from './acknowledge.ts';
import { allow, allowKey } from './grants.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { removalPolicyOnceCreated, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

export interface ExportBucketProps {
  readonly stage: Stage;
  readonly key: IKey;
  readonly exports: Exports;
}

/** After a quarter nobody reads them but an auditor. They can still be read at once. */
const coldStorageAfter = Duration.days(90);

/** An upload that takes longer than a day has died. */
const uploadMax = Duration.days(1);

/**
 * Where the exports of the table and the statements are kept, so that nobody can change or delete them before their time: S3's Object Lock
 * holds each file from its first moment. CloudFormation names the bucket: a name is one in the whole world, so a fixed
 * one could be taken by somebody else, and a kept bucket would stand in the way of the same stack made anew.
 */
export class ExportBucket extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { stage, key, exports }: ExportBucketProps) {
    super(scope, id);
    this.key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One KMS call for many files, not one each.
      bucketKeyEnabled: true,
      objectLockDefaultRetention: retentionOf(exports),
      lifecycleRules: [
        {
          id: 'cold',
          transitions: [{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: coldStorageAfter }],
          abortIncompleteMultipartUploadAfter: uploadMax,
        },
      ],
    });
    retainedBucket(this.bucket, stage);
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Nobody reads a file without the ledger key, and each use of it is in CloudTrail with who it was. S3 ' +
        'delivers its own access log when it can, to a bucket that can have neither a key of one’s own nor a ' +
        'lock.',
    });
  }

  /**
   * Lets one function have the table exported to here, and one write statements. Each has its own folder, and nobody
   * else may write at all: a new version under an old name would hide the true one from who does not look for it.
   */
  allowWriters(exporter: TreasuryFunction, statements: TreasuryFunction): void {
    // DynamoDB writes the files in the name of who asked for the export. It asks for the third one too, although the
    // bucket has no ACLs.
    this.allowFiles(exporter, exportPrefix, ['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectAcl']);
    // Statements are chained: each is made with the one before.
    this.allowFiles(statements, statementPrefix, ['s3:GetObject', 's3:PutObject']);
    this.refuseOthers('NobodyElseWrites', '*', [exporter, statements]);
    this.refuseOthers('OnlyTheExportWrites', `${exportPrefix}/*`, [exporter]);
    this.refuseOthers('OnlyStatementsWrites', `${statementPrefix}/*`, [statements]);
  }

  private allowFiles({ lambda, role }: TreasuryFunction, prefix: string, actions: readonly string[]): void {
    allow(lambda, actions, [this.bucket.arnForObjects(`${prefix}/*`)]);
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<ExportBucket.Arn>/${prefix}/*]`]:
        'Files have names that are given when they are written',
    });
    allowKey(lambda, this.key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  private refuseOthers(sid: string, files: string, writers: readonly TreasuryFunction[]): void {
    const arns = writers.map(({ role }) => role.roleArn);
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(files)],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': arns.length === 1 ? arns[0] : arns } },
      }),
    );
  }
}

/** The policy stays with its bucket: without it, whoever has rights in the account could write into a kept one. */
function retainedBucket(bucket: Bucket, stage: Stage): void {
  assert(bucket.policy !== undefined, 'a bucket that takes TLS only has a policy');
  for (const made of [bucket, bucket.policy]) made.applyRemovalPolicy(removalPolicyOnceCreated(stage));
  pinLogicalId(bucket, 'ExportBucket');
  pinLogicalId(bucket.policy, 'ExportBucketPolicy');
}

function retentionOf({ lock, retentionDays }: Exports): ObjectLockRetention {
  const period = Duration.days(retentionDays);
  return lock === 'compliance' ? ObjectLockRetention.compliance(period) : ObjectLockRetention.governance(period);
}
