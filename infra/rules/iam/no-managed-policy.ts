import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

/** AwsSolutions-IAM4 takes policies of the company's own. This one takes none that is not written here. */
export const noManagedPolicy: Rule = {
  name: 'no-managed-policy',
  requires: 'No role takes a policy that others write: what it may do would change without a review here.',
  violations: (template) => [
    ...template
      .ofType('AWS::IAM::Role')
      .filter((role) => list(property(role, 'ManagedPolicyArns')).length > 0)
      .map(({ id }) => id),
    ...template.ofType('AWS::IAM::ManagedPolicy').map(({ id }) => id),
  ],
};
