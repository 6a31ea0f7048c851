import type { EditableResource, EditableTemplate } from '../editable.ts';
import type { Mistake } from './mistake.ts';

/** With what is exported for an auditor. */
export const exportMistakes: readonly Mistake[] = [
  {
    did: 'a bucket can be made public',
    rule: 'bucket-private',
    make: (template) => {
      const bucket = addBucket(template);
      template.set(bucket, ['PublicAccessBlockConfiguration', 'RestrictPublicBuckets'], false);
    },
  },
  {
    did: 'what is in a bucket can be deleted',
    rule: 'bucket-object-lock',
    make: (template) => template.set(addBucket(template), ['ObjectLockEnabled'], null),
  },
];

/** A bucket as it should be. */
function addBucket(template: EditableTemplate): EditableResource {
  const blocked = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
  const bucket = {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      PublicAccessBlockConfiguration: Object.fromEntries(blocked.map((each) => [each, true])),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { KMSMasterKeyID: { 'Fn::GetAtt': ['LedgerEncryptionKey', 'Arn'] } } },
        ],
      },
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
    },
  };
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
  template.add('Bucket', bucket);
  template.add('BucketPolicy', {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Condition }] },
    },
  });
  return bucket;
}
