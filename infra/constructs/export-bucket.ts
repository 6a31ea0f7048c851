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
 * Where the exports of the table are kept, so that nobody can change or delete them before their time: S3's Object Lock
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
   * Lets this one function have the table exported to here. DynamoDB writes the files in the name of who asked for the
   * export. Nobody else may: a new version under an old name would hide the true one from who does not look for it.
   */
  allowWrite(writer: TreasuryFunction): void {
    const files = this.bucket.arnForObjects(`${exportPrefix}/*`);
    // DynamoDB asks for the third one too, although the bucket has no ACLs.
    allow(writer.lambda, ['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectAcl'], [files]);
    acknowledge(writer.role, {
      [`AwsSolutions-IAM5[Resource::<ExportBucket.Arn>/${exportPrefix}/*]`]:
        'Files have names that DynamoDB gives them when they are written',
    });
    allowKey(writer.lambda, this.key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']);
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyTheExportWrites',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': writer.role.roleArn } },
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
