import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const ownRole: Rule = {
  name: 'own-role',
  requires: 'Each function has a role of its own: shared, one function would have the other one’s key.',
  violations: (template) => {
    const users = Map.groupBy(template.ofType('AWS::Lambda::Function'), (each) =>
      JSON.stringify(property(each, 'Role')),
    );
    return [...users.values()].filter((each) => each.length > 1).flatMap((each) => each.map(({ id }) => id));
  },
};
