import type { Rule } from '../rule.ts';

/** What cannot be made again: history, keys, and addresses that others know. */
const kept = [
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
];

const keeping: readonly unknown[] = ['Retain', 'RetainExceptOnCreate'];

export const keptOnRemoval: Rule = {
  name: 'kept-on-removal',
  demands: 'What holds history, keys or known addresses stays when the stack, or the resource in it, goes.',
  breaches: (template, { isLocal }) =>
    template
      .ofType(...(isLocal ? [] : kept))
      .filter((each) => !keeping.includes(each.deletionPolicy) || each.updateReplacePolicy !== 'Retain')
      .map(({ id }) => id),
};
