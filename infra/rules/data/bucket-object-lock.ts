import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const bucketObjectLock: Rule = {
  name: 'bucket-object-lock',
  requires:
    'What is exported cannot be changed or deleted, by anybody, until its time is over. Stage local is thrown away.',
  violations: (template, { isLocal }) =>
    template
      .ofType('AWS::S3::Bucket')
      .filter(
        (bucket) =>
          !isLocal &&
          (property(bucket, 'ObjectLockEnabled') !== true ||
            property(bucket, 'ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Mode') === undefined),
      )
      .map(({ id }) => id),
};
