import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const noSecretValue: Rule = {
  name: 'no-secret-value',
  requires: 'A template holds no secret, not even a generated one: whoever reads stacks would read keys.',
  violations: (template) =>
    template
      .ofType('AWS::SecretsManager::Secret')
      .filter((secret) => ['SecretString', 'GenerateSecretString'].some((each) => property(secret, each) !== undefined))
      .map(({ id }) => id),
};
