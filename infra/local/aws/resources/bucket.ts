import * as v from 'valibot';
import { at, flag, ignored, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';

const encryption = v.strictObject({
  ServerSideEncryptionConfiguration: v.tuple([
    v.strictObject({
      BucketKeyEnabled: v.optional(flag),
      ServerSideEncryptionByDefault: v.strictObject({
        SSEAlgorithm: v.picklist(['AES256', 'aws:kms']),
        KMSMasterKeyID: v.optional(v.string()),
      }),
    }),
  ]),
});

const bucketSchema = v.strictObject({
  BucketName: v.optional(v.string()),
  BucketEncryption: v.optional(encryption),
  // Known, and without effect: nothing here is public, locked, logged or grows old.
  LifecycleConfiguration: ignored,
  LoggingConfiguration: ignored,
  ObjectLockConfiguration: ignored,
  ObjectLockEnabled: v.optional(flag),
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  VersioningConfiguration: ignored,
  Tags: ignored,
});

/** AWS::S3::Bucket. What is written over is gone here: the emulator keeps no versions. */
export const createBucket: Creator = async (resource, resourceContext) => {
  const bucket = readProperties(resource, bucketSchema);
  const name = bucket.BucketName ?? resourceContext.names.physical(resource.logicalId, 63).toLowerCase();
  const arn = `arn:aws:s3:::${name}`;
  const key =
    bucket.BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID;
  resourceContext.guard.encryption.encrypt(
    arn,
    key,
    at(resource, 'BucketEncryption.ServerSideEncryptionConfiguration'),
  );
  await resourceContext.messaging.s3Put(name);
  return { ref: name, attributes: { Arn: arn } };
};
