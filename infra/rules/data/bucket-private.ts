import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export const bucketPrivate: Rule = {
  name: 'bucket-private',
  requires: 'No bucket can be made public, by a policy or by an access list.',
  violations: (template) =>
    template
      .ofType('AWS::S3::Bucket')
      .filter((bucket) => blocks.some((each) => property(bucket, 'PublicAccessBlockConfiguration', each) !== true))
      .map(({ id }) => id),
};
