import { valueAt } from '../../json.ts';
import type { Rule } from '../rule.ts';
import { statementsOf } from '../statements.ts';
import { property, referencedIds } from '../template.ts';

/** The policy of each type that takes requests in the clear, and where it names what it is for. */
const policies: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'Bucket',
  'AWS::SNS::TopicPolicy': 'Topics',
  'AWS::SQS::QueuePolicy': 'Queues',
};

/**
 * AwsSolutions-S10, -SQS4 and -SNS3 ask this of one type each. This one stays: it reads the policies as deployed, of
 * all three.
 */
export const tlsOnly: Rule = {
  name: 'tls-only',
  requires: 'Queues, topics and buckets refuse requests that are not encrypted on their way.',
  violations: (template) => {
    const guarded = template
      .ofType(...Object.keys(policies))
      .filter((policy) =>
        statementsOf(property(policy, 'PolicyDocument')).some(
          ({ effect, principals, condition }) =>
            effect === 'Deny' &&
            principals.some(([, who]) => who === '*') &&
            String(valueAt(condition, ['Bool', 'aws:SecureTransport'])) === 'false',
        ),
      )
      .flatMap((policy) => [...referencedIds(property(policy, policies[policy.type] ?? ''))]);
    return template
      .ofType('AWS::S3::Bucket', 'AWS::SNS::Topic', 'AWS::SQS::Queue')
      .filter(({ id }) => !guarded.includes(id))
      .map(({ id }) => id);
  },
};
