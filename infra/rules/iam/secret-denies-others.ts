import type { Rule } from '../rule.ts';
import { statementsOf } from '../statements.ts';
import { property, referencedIds } from '../template.ts';

export const secretDeniesOthers: Rule = {
  name: 'secret-denies-others',
  requires:
    'Each secret denies GetSecretValue to all but its readers, also to whoever may read every secret of the account.',
  violations: (template) => {
    const guarded = template
      .ofType('AWS::SecretsManager::ResourcePolicy')
      .filter((policy) =>
        statementsOf(property(policy, 'ResourcePolicy')).some(
          ({ effect, actions, principals, condition }) =>
            effect === 'Deny' &&
            actions.some((action) => ['secretsmanager:GetSecretValue', 'secretsmanager:*'].includes(action)) &&
            principals.some(([, who]) => who === '*') &&
            JSON.stringify(condition ?? {}).includes('aws:PrincipalArn'),
        ),
      )
      .flatMap((policy) => [...referencedIds(property(policy, 'SecretId'))]);
    return template
      .ofType('AWS::SecretsManager::Secret')
      .filter(({ id }) => !guarded.includes(id))
      .map(({ id }) => id);
  },
};
