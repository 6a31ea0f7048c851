import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const tableDeletionProtection: Rule = {
  name: 'table-deletion-protection',
  requires: 'The table cannot be deleted by a call: it holds what money did. Stage local is thrown away.',
  violations: (template, { isLocal }) =>
    template
      .ofType('AWS::DynamoDB::Table')
      .filter((table) => !isLocal && property(table, 'DeletionProtectionEnabled') !== true)
      .map(({ id }) => id),
};
