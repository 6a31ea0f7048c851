import { below, type Location } from '../errors.ts';
import { readAction } from './action.ts';
import { readResource } from './arn.ts';
import { type Condition, readCondition } from './condition.ts';
import { readElements } from './elements.ts';
import { type Principal, readPrincipals } from './principal.ts';
import type { ResourceStatement } from './statement.ts';

/** Reads the properties of an AWS::Lambda::Permission as the statement that Lambda makes of them. */
export function readFunctionPermission(functionArn: string, value: unknown, at: Location): ResourceStatement {
  const parts = readElements(value, ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'], at);
  const condition = (operator: string, key: string, property: string): readonly Condition[] =>
    parts[property] === undefined ? [] : [readCondition(operator, key, parts[property], below(at, property))];
  return {
    effect: 'Allow',
    principals: readPrincipal(parts.Principal, below(at, 'Principal')),
    actions: [readAction(parts.Action, below(at, 'Action'))],
    resources: [readResource(functionArn, below(at, 'FunctionName'))],
    conditions: [
      ...condition('ArnLike', 'aws:SourceArn', 'SourceArn'),
      ...condition('StringEquals', 'aws:SourceAccount', 'SourceAccount'),
    ],
  };
}

/** A service, an account, the ARN of a role or `*`, without the object around it that other policies have. */
function readPrincipal(value: unknown, at: Location): readonly Principal[] {
  const isService = typeof value === 'string' && value.endsWith('.amazonaws.com');
  return readPrincipals(isService ? { Service: value } : { AWS: value }, at);
}
