import type { JsonObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { type ActionPattern, fitsAction, readAction, serviceOf } from './action.ts';
import { fitsResource, type ResourcePattern, readResource } from './arn.ts';
import { type Condition, holds, readConditions } from './condition.ts';
import { serviceOfKey } from './condition-keys.ts';
import type { RequestContext } from './context.ts';
import { readElements } from './elements.ts';
import { readList } from './list.ts';
import { type Principal, readPrincipals } from './principal.ts';

/** What a policy says in one statement. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly ActionPattern[];
  readonly resources: readonly ResourcePattern[];
  readonly conditions: readonly Condition[];
}

/** A statement in a resource's own policy says whom it is about. */
export interface ResourceStatement extends Statement {
  readonly principals: readonly Principal[];
}

/** A request as statements see it. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** True where the statement is about this request, whoever makes it. */
export function applies(statement: Statement, request: AccessRequest): boolean {
  return (
    statement.actions.some((pattern) => fitsAction(pattern, request.action)) &&
    statement.resources.some((pattern) => fitsResource(pattern, request.resource)) &&
    statement.conditions.every((condition) => holds(condition, request.context))
  );
}

/** Reads a statement of a role's policy. */
export function readIdentityStatement(value: unknown, at: Location): Statement {
  const parts = readElements(value, ['Sid', 'Effect', 'Action', 'Resource', 'Condition'], at);
  return { ...readCommon(parts, at), resources: readList(parts.Resource, below(at, 'Resource'), readResource) };
}

/** Reads a statement of a resource's policy. */
export function readResourceStatement(value: unknown, at: Location): ResourceStatement {
  const parts = readElements(value, ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'], at);
  return {
    ...readCommon(parts, at),
    principals: readPrincipals(parts.Principal, below(at, 'Principal')),
    resources: readList(parts.Resource, below(at, 'Resource'), readResource),
  };
}

/** Reads a statement of a role's trust policy. It names no resource: it is about its role. */
export function readTrustStatement(value: unknown, at: Location): ResourceStatement {
  const parts = readElements(value, ['Sid', 'Effect', 'Principal', 'Action', 'Condition'], at);
  const statement = readCommon(parts, at);
  if (statement.actions.some((action) => action !== 'sts:assumerole')) {
    throw new UnsupportedTemplateError(below(at, 'Action'), 'a trust policy is understood for sts:AssumeRole only');
  }
  return { ...statement, principals: readPrincipals(parts.Principal, below(at, 'Principal')), resources: ['*'] };
}

function readCommon(parts: JsonObject, at: Location): Omit<Statement, 'resources'> {
  const { Sid, Effect, Action, Condition: block } = parts;
  if (Sid !== undefined && typeof Sid !== 'string')
    throw new UnsupportedTemplateError(below(at, 'Sid'), 'expected text');
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new UnsupportedTemplateError(below(at, 'Effect'), 'expected Allow or Deny');
  }
  const actions = readList(Action, below(at, 'Action'), readAction);
  const conditions = block === undefined ? [] : readConditions(block, below(at, 'Condition'));
  checkKeys(actions, conditions, below(at, 'Condition'));
  return { effect: Effect, actions, conditions };
}

/** A key of one service is absent from the calls of all others, so a condition on it would never look at anything. */
function checkKeys(actions: readonly ActionPattern[], conditions: readonly Condition[], at: Location): void {
  for (const { key } of conditions) {
    const service = serviceOfKey(key);
    const stranger = actions.find((action) => service !== undefined && serviceOf(action) !== service);
    if (stranger !== undefined) {
      throw new UnsupportedTemplateError(at, `${key} is never supplied for the action ${stranger}`);
    }
  }
}
