import type { Call, Caller, Verdict } from './call.ts';

/** Sorts of policies, as AWS names them in its messages. */
export type PolicyKind = 'identity-based policy' | 'resource-based policy' | 'role trust policy';

const denying: Readonly<Record<PolicyKind, string>> = {
  'identity-based policy': 'an identity-based policy',
  'resource-based policy': 'a resource-based policy',
  'role trust policy': 'the role trust policy',
};

/** Nothing allows the call. */
export function implicitRefusal(call: Call, kind: PolicyKind): Verdict {
  return refusal(call, `because no ${kind} allows the ${call.action} action`);
}

/** A statement forbids the call. */
export function explicitRefusal(call: Call, kind: PolicyKind): Verdict {
  return refusal(call, `with an explicit deny in ${denying[kind]}`);
}

/**
 * As IAM words it ("Troubleshoot access denied error messages" in its guide), but with the role itself where AWS names
 * the role's session: which session it is matters to nobody here.
 */
function refusal(call: Call, reason: string): Verdict {
  const on = call.resource === '*' ? '' : ` on resource: ${call.resource}`;
  return {
    allowed: false,
    message: `User: ${nameOf(call.caller)} is not authorized to perform: ${call.action}${on} ${reason}`,
  };
}

function nameOf(caller: Caller): string {
  return caller.kind === 'service' ? caller.name : caller.arn;
}
