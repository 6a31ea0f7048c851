import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

/**
 * AwsSolutions-DDB3 asks the same. This one stays: exports and restores rest on it, and nobody can acknowledge it
 * away.
 */
export const tablePointInTimeRecovery: Rule = {
  name: 'table-point-in-time-recovery',
  requires: 'The table can be brought back as it was at any second of the last 35 days.',
  violations: (template) =>
    template
      .ofType('AWS::DynamoDB::Table')
      .filter((table) => property(table, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') !== true)
      .map(({ id }) => id),
};
