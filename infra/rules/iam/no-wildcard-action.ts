import type { Rule } from '../rule.ts';
import { roleStatements } from '../statements.ts';

/** AwsSolutions-IAM5 can be acknowledged with a reason. This one cannot. */
export const noWildcardAction: Rule = {
  name: 'no-wildcard-action',
  requires: 'A role may do named actions only: a wildcard grows with every action that AWS adds.',
  violations: (template) =>
    roleStatements(template)
      .filter(([, { effect, actions }]) => effect === 'Allow' && !areNamed(actions))
      .map(([{ id }]) => id),
};

/** Without any it is a NotAction: everything but that. */
function areNamed(actions: readonly string[]): boolean {
  return actions.length > 0 && !actions.some((action) => action.includes('*'));
}
