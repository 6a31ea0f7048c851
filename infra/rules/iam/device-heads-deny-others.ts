import type { Rule } from '../rule.ts';
import { statementsOf } from '../statements.ts';
import { property } from '../template.ts';

export const deviceHeadsDenyOthers: Rule = {
  name: 'device-heads-deny-others',
  requires: 'The table of device heads denies every write to all but who keeps it: a table writer adds no device.',
  violations: (template) =>
    template
      .ofType('AWS::DynamoDB::Table')
      .filter(({ id }) => id === 'DeviceHeads')
      .filter(
        (table) =>
          !statementsOf(property(table, 'ResourcePolicy', 'PolicyDocument')).some(
            ({ effect, actions, principals, condition }) =>
              effect === 'Deny' &&
              ['dynamodb:PutItem', 'dynamodb:UpdateItem'].every((action) => actions.includes(action)) &&
              principals.some(([, who]) => who === '*') &&
              JSON.stringify(condition ?? {}).includes('aws:PrincipalArn'),
          ),
      )
      .map(({ id }) => id),
};
