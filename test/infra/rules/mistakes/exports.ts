import { statementOf } from '../editable.ts';
import type { Mistake } from './mistake.ts';

/** With what is exported for an auditor. */
export const exportMistakes: readonly Mistake[] = [
  {
    did: 'the bucket of exports can be made public',
    rule: 'bucket-private',
    make: (template) => {
      const blocks = ['PublicAccessBlockConfiguration', 'RestrictPublicBuckets'];
      template.set(template.get('ExportBucket'), blocks, false);
    },
  },
  {
    did: 'everybody may read the exports',
    rule: 'no-public-principal',
    make: (template) =>
      template.add('OpenBucket', {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'ExportBucket' },
          PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] },
        },
      }),
  },
  {
    did: 'an export can be deleted before its time',
    rule: 'bucket-object-lock',
    make: (template) => template.set(template.get('ExportBucket'), ['ObjectLockEnabled'], null),
  },
  {
    did: 'the exports go with the stack',
    rule: 'kept-on-removal',
    make: (template) => {
      template.get('ExportBucket').DeletionPolicy = 'Delete';
    },
  },
  {
    did: 'the exports are encrypted with a key of AWS',
    rule: 'own-key-encryption',
    make: (template) => template.set(template.get('ExportBucket'), ['BucketEncryption'], null),
  },
  {
    did: 'exports may be read in the clear',
    rule: 'tls-only',
    make: (template) => {
      const policy = template.find('AWS::S3::BucketPolicy', '"ExportBucket"');
      statementOf(policy, 'PolicyDocument', 'SecureTransport').Condition = {};
    },
  },
];
