import type { Call, Verdict } from './call.ts';
import { requestContext } from './context.ts';
import { decidesItself } from './owner.ts';
import { meantBy } from './principal.ts';
import { explicitRefusal, implicitRefusal } from './refusal.ts';
import { applies, type ResourceStatement, type Statement } from './statement.ts';

/** The statements that can speak of a call. */
export interface Policies {
  readonly ofCaller: readonly Statement[];
  readonly ofResource: readonly ResourceStatement[];
}

/**
 * IAM's evaluation of a call within one account. A Deny anywhere wins. Else the resource's policy allows by naming the
 * caller, or the caller's own policies allow. For a KMS key and for taking on a role they can do so only where
 * the resource's policy hands the decision on to the account.
 */
export function decide(call: Call, policies: Policies, account: string): Verdict {
  const request = { action: call.action, resource: call.resource, context: requestContext(call, account) };
  const own = policies.ofCaller.filter((statement) => applies(statement, request));
  const others = policies.ofResource.filter((statement) => applies(statement, request));
  const resourceKind = call.action.toLowerCase().startsWith('sts:') ? 'role trust policy' : 'resource-based policy';

  if (own.some(isDeny)) return explicitRefusal(call, 'identity-based policy');
  const meant = others.map((statement) => ({ statement, how: meantBy(statement.principals, call.caller) }));
  if (meant.some(({ statement, how }) => isDeny(statement) && how !== 'no')) return explicitRefusal(call, resourceKind);

  const allowed = new Set(meant.filter(({ statement }) => !isDeny(statement)).map(({ how }) => how));
  if (allowed.has('itself')) return { allowed: true };
  if (call.caller.kind === 'service') return implicitRefusal(call, resourceKind);
  if (decidesItself(call.action, call.resource) && !allowed.has('account')) return implicitRefusal(call, resourceKind);
  return call.caller.kind === 'administrator' || own.length > 0
    ? { allowed: true }
    : implicitRefusal(call, 'identity-based policy');
}

function isDeny(statement: Statement): boolean {
  return statement.effect === 'Deny';
}
