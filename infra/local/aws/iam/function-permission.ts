import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { isObject } from '../json.ts';
import { readAction } from './action.ts';
import { readResource } from './arn.ts';
import { type Condition, readCondition } from './condition.ts';
import { type Principal, readPrincipals } from './principal.ts';
import type { ResourceStatement } from './statement.ts';

const known = ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'];

/** Reads the properties of an AWS::Lambda::Permission as the statement that Lambda makes of them. */
export function readFunctionPermission(functionArn: string, value: unknown, at: Location): ResourceStatement {
  if (!isObject(value)) throw new UnsupportedTemplateError(at, 'expected the properties of a permission');
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UnsupportedTemplateError(below(at, unknown), `${unknown} is not understood here`);
  const condition = (operator: string, key: string, property: string): readonly Condition[] =>
    value[property] === undefined ? [] : [readCondition(operator, key, value[property], below(at, property))];
  return {
    effect: 'Allow',
    principals: readPrincipal(value.Principal, below(at, 'Principal')),
    actions: [readAction(value.Action, below(at, 'Action'))],
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
