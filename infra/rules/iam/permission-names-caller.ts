import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const permissionNamesCaller: Rule = {
  name: 'permission-names-caller',
  requires:
    'Who may call a function is one rule, route or schedule: a whole service could call it for another account.',
  violations: (template) =>
    template
      .ofType('AWS::Lambda::Permission')
      .filter((permission) => property(permission, 'SourceArn') === undefined)
      .map(({ id }) => id),
};
