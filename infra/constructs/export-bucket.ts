import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { assert } from '../../functions/base/errors.ts';
import { exportPrefix } from '../../functions/base/names.ts';
import type { Exports } from '../config/exports.ts';
import { allow } from './grants.ts';
import { pinned } from './pinned.ts';
import { keepOnceMade, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

export interface ExportBucketProps {
  readonly stage: Stage;
  readonly key: IKey;
  readonly exports: Exports;
}

/** After a quarter nobody reads them but an auditor. They can still be read at once. */
const coldAfter = Duration.days(90);

/** An upload that takes longer than a day has died. */
const uploadMax = Duration.days(1);

/** Who read what is asked when something leaked, which may come out late. */
const accessLogKept = Duration.days(731);

/** What both buckets are: private, over TLS, without ACLs. A bucket stays when the stack goes, and nothing empties it. */
const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  autoDeleteObjects: false,
} as const;

/**
 * Where the exports of the table are kept, so that nobody can change or delete them before their time: S3's Object Lock
 * holds each file from its first moment. CloudFormation names the buckets: a name is one in the whole world, so a fixed
 * one could be taken by somebody else, and a kept bucket would stand in the way of the same stack made anew.
 */
export class ExportBucket extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { stage, key, exports }: ExportBucketProps) {
    super(scope, id);
    this.key = key;
    const accessLog = new Bucket(this, 'AccessLog', {
      ...closed,
      // S3 delivers its access logs to no bucket with a KMS key of one's own, and to none with a default retention.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'end', expiration: accessLogKept }],
    });
    this.bucket = new Bucket(this, 'Bucket', {
      ...closed,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One KMS call for many files, not one each.
      bucketKeyEnabled: true,
      objectLockDefaultRetention: retentionOf(exports),
      lifecycleRules: [
        {
          id: 'cold',
          transitions: [{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: coldAfter }],
          abortIncompleteMultipartUploadAfter: uploadMax,
        },
      ],
    });
    logAccess(this.bucket, accessLog);
    kept(this.bucket, 'ExportBucket', stage);
    kept(accessLog, 'ExportAccessLog', stage);
  }

  /**
   * Lets this one function have the table exported to here. DynamoDB writes the files in the name of who asked for the
   * export. Nobody else may: a new version under an old name would hide the true one from who does not look for it.
   */
  writtenBy(writer: TreasuryFunction): void {
    const files = this.bucket.arnForObjects(`${exportPrefix}/*`);
    // DynamoDB asks for the third one too, although the bucket has no ACLs.
    allow(writer.lambda, ['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectAcl'], [files]);
    writer.role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(this).region}.amazonaws.com` } },
      }),
    );
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

/** S3 itself writes the log, and for this one bucket only. */
function logAccess(bucket: Bucket, log: Bucket): void {
  const element = bucket.node.defaultChild;
  assert(element instanceof CfnBucket, 'a bucket is made of a bucket');
  element.loggingConfiguration = { destinationBucketName: log.bucketName };
  log.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AccessLog',
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [log.arnForObjects('*')],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account },
        ArnEquals: { 'aws:SourceArn': bucket.bucketArn },
      },
    }),
  );
}

/** The policy stays with its bucket: without it a kept bucket would be open to all who have rights in the account. */
function kept(bucket: Bucket, logicalId: string, stage: Stage): void {
  assert(bucket.policy !== undefined, 'a bucket that takes TLS only has a policy');
  for (const made of [bucket, bucket.policy]) made.applyRemovalPolicy(keepOnceMade(stage));
  pinned(bucket, logicalId);
  pinned(bucket.policy, `${logicalId}Policy`);
}

function retentionOf({ lock, retentionDays }: Exports): ObjectLockRetention {
  const period = Duration.days(retentionDays);
  return lock === 'compliance' ? ObjectLockRetention.compliance(period) : ObjectLockRetention.governance(period);
}
