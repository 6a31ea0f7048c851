import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

export const noManagedPolicy: Rule = {
  name: 'no-managed-policy',
  demands: 'No role takes a policy that others write: what it may do would change without a review here.',
  breaches: (template) => [
    ...template
      .ofType('AWS::IAM::Role')
      .filter((role) => list(property(role, 'ManagedPolicyArns')).length > 0)
      .map(({ id }) => id),
    ...template.ofType('AWS::IAM::ManagedPolicy').map(({ id }) => id),
  ],
};
