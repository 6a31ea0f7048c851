import type { Rule } from '../rule.ts';
import { statementsOf } from '../statements.ts';
import { property } from '../template.ts';

export const rolesForServicesOnly: Rule = {
  name: 'roles-for-services-only',
  requires: 'A role is taken on by one AWS service, never by a person or an account, whose rights nobody here sees.',
  violations: (template) =>
    template
      .ofType('AWS::IAM::Role')
      .filter((role) => {
        const principals = statementsOf(property(role, 'AssumeRolePolicyDocument')).flatMap((each) => each.principals);
        return principals.length !== 1 || principals.some(([kind]) => kind !== 'Service');
      })
      .map(({ id }) => id),
};
