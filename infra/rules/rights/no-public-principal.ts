import { isObject } from '../../local/aws/json.ts';
import type { Rule } from '../rule.ts';
import { resourceStatements, type Statement } from '../statements.ts';
import { property } from '../template.ts';

/** Conditions that keep a statement for everybody inside the account, or to one caller of it. */
const narrowing = /^aws:(PrincipalAccount|SourceAccount|SourceArn|PrincipalArn)$/;

export const noPublicPrincipal: Rule = {
  name: 'no-public-principal',
  demands: 'Nothing is open to everybody: who may use it is named, or is of this account.',
  breaches: (template) => [
    ...resourceStatements(template)
      .filter(([, statement]) => statement.effect === 'Allow' && isForEverybody(statement))
      .map(([{ id }]) => id),
    ...template
      .ofType('AWS::Lambda::Permission')
      .filter((permission) => property(permission, 'Principal') === '*')
      .map(({ id }) => id),
  ],
};

function isForEverybody({ principals, condition }: Statement): boolean {
  return principals.some(([, who]) => who === '*') && !keysOf(condition).some((key) => narrowing.test(key));
}

function keysOf(condition: unknown): readonly string[] {
  return Object.values(isObject(condition) ? condition : {}).flatMap((tests) =>
    isObject(tests) ? Object.keys(tests) : [],
  );
}
