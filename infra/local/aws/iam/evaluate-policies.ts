import type { Call, Verdict } from './call.ts';
import type { RequestContext } from './context.ts';
import { matchPrincipals, type PrincipalMatch } from './principal.ts';
import { explicitRefusal, implicitRefusal, type PolicyKind } from './refusal.ts';
import { needsResourcePolicy } from './resource-owner.ts';
import { applies, type ResourceStatement, type Statement } from './statement.ts';

/** The statements that can speak of a call. */
export interface ApplicablePolicies {
  readonly ofCaller: readonly Statement[];
  readonly ofResource: readonly ResourceStatement[];
}

/**
 * IAM's evaluation of a call within one account. A Deny in any policy wins. Else the resource's policy allows by naming
 * the caller, or the caller's own policies allow. For a KMS key and for taking on a role they can do so only
 * where the resource's policy hands the decision on to the account.
 */
export function evaluatePolicies(call: Call, context: RequestContext, policies: ApplicablePolicies): Verdict {
  const request = { action: call.action, resource: call.resource, context };
  const ofCaller = policies.ofCaller.filter((statement) => applies(statement, request));
  const ofResource = policies.ofResource.filter((statement) => applies(statement, request));
  const resourceKind: PolicyKind = isAssume(call) ? 'role trust policy' : 'resource-based policy';

  if (ofCaller.some(({ effect }) => effect === 'Deny')) return explicitRefusal(call, 'identity-based policy');
  const denied = principalMatchOf(call, ofResource, 'Deny');
  if (denied.has('itself') || denied.has('account')) return explicitRefusal(call, resourceKind);

  const allowed = principalMatchOf(call, ofResource, 'Allow');
  if (allowed.has('itself')) return { allowed: true };
  if (call.caller.kind === 'service') return implicitRefusal(call, resourceKind);
  if (needsResourcePolicy(call) && !allowed.has('account')) return implicitRefusal(call, resourceKind);
  if (call.caller.kind === 'administrator' || ofCaller.length > 0) return { allowed: true };
  return implicitRefusal(call, 'identity-based policy');
}

/** In which ways the statements of one effect mean the caller. */
function principalMatchOf(
  call: Call,
  statements: readonly ResourceStatement[],
  effect: 'Allow' | 'Deny',
): Set<PrincipalMatch> {
  const ofEffect = statements.filter((statement) => statement.effect === effect);
  return new Set(ofEffect.map(({ principals }) => matchPrincipals(principals, call.caller)));
}

function isAssume(call: Call): boolean {
  return call.action.toLowerCase() === 'sts:assumerole';
}
