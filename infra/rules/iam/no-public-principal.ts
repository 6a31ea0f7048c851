import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';
import { resourceStatements, type Statement } from '../statements.ts';
import { property } from '../template.ts';

/** Conditions that keep a statement for everybody inside the account, or to one caller of it. */
const narrowingKeys = /^aws:(PrincipalAccount|SourceAccount|SourceArn|PrincipalArn)$/;

export const noPublicPrincipal: Rule = {
  name: 'no-public-principal',
  requires: 'Nothing is open to everybody: who may use it is named, or is of this account.',
  violations: (template) => [
    ...resourceStatements(template)
      .filter(([, statement]) => statement.effect === 'Allow' && isPublic(statement))
      .map(([{ id }]) => id),
    ...template
      .ofType('AWS::Lambda::Permission')
      .filter((permission) => property(permission, 'Principal') === '*')
      .map(({ id }) => id),
  ],
};

/** Without any principal it is a NotPrincipal: everybody but that. */
function isPublic({ principals, condition }: Statement): boolean {
  const isOpen = principals.length === 0 || principals.some(([, who]) => who === '*');
  return isOpen && !keysOf(condition).some((key) => narrowingKeys.test(key));
}

/** The keys that a condition wants to have a value. That one has not another value keeps nobody out. */
function keysOf(condition: unknown): readonly string[] {
  return Object.entries(isObject(condition) ? condition : {}).flatMap(([operator, tests]) => {
    if (!isObject(tests) || /Not|IfExists|Null/.test(operator)) return [];
    return Object.keys(tests).filter((key) => tests[key] !== '*');
  });
}
