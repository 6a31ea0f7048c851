import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/**
 * AwsSolutions-S2 asks the same. This one stays: it names each of the four blocks, and nobody can acknowledge it
 * away beside a construct.
 */
export const bucketPrivate: Rule = {
  name: 'bucket-private',
  requires: 'No bucket can be made public, by a policy or by an access list.',
  violations: (template) =>
    template
      .ofType('AWS::S3::Bucket')
      .filter((bucket) => blocks.some((each) => property(bucket, 'PublicAccessBlockConfiguration', each) !== true))
      .map(({ id }) => id),
};
