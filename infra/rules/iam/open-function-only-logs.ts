import { functionBehind, pageRoutes } from '../open-routes.ts';
import type { Rule } from '../rule.ts';
import { roleStatements } from '../statements.ts';
import { type DeclaredResource, type DeclaredTemplate, list, property, referencedIds } from '../template.ts';

const logActions = ['logs:CreateLogStream', 'logs:PutLogEvents'];

export const openFunctionOnlyLogs: Rule = {
  name: 'open-function-only-logs',
  requires: 'What is called without a token may write its log and nothing else: whoever takes it over has nothing.',
  violations: (template, stage) => {
    const functions = pageRoutes(template, stage).map((route) => functionBehind(template, route));
    return [...new Set(functions)].flatMap((each) => (each === undefined || onlyLogs(template, each) ? [] : [each.id]));
  },
};

function onlyLogs(template: DeclaredTemplate, { properties }: DeclaredResource): boolean {
  const role = template.referencedBy(properties.Role, 'AWS::IAM::Role');
  // A role from elsewhere may do who knows what.
  if (role === undefined) return false;
  const own = roleStatements(template).filter(([holder]) => holder.id === role.id || isFor(holder, role));
  return (
    list(property(role, 'ManagedPolicyArns')).length === 0 &&
    own.every(
      ([, { effect, actions, resources }]) =>
        effect === 'Deny' ||
        (actions.length > 0 &&
          actions.every((action) => logActions.includes(action)) &&
          resources.length > 0 &&
          resources.every((each) => template.referencedBy(each, 'AWS::Logs::LogGroup') !== undefined)),
    )
  );
}

function isFor(policy: DeclaredResource, role: DeclaredResource): boolean {
  return referencedIds(property(policy, 'Roles')).has(role.id);
}
