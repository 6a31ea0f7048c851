import type { Rule } from '../rule.ts';

/** What cannot be made again: history, keys, and addresses that others know. */
const retainedTypes = [
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
];

const retainPolicies: readonly unknown[] = ['Retain', 'RetainExceptOnCreate'];

export const keptOnRemoval: Rule = {
  name: 'kept-on-removal',
  requires: 'What holds history, keys or known addresses stays when the stack, or the resource in it, goes.',
  violations: (template, { isLocal }) =>
    template
      .ofType(...(isLocal ? [] : retainedTypes))
      .filter((each) => !retainPolicies.includes(each.deletionPolicy) || each.updateReplacePolicy !== 'Retain')
      .map(({ id }) => id),
};
