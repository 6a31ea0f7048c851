import { CallContextError } from '../errors.ts';
import type { Call, Caller } from './call.ts';
import { type CallerKey, keyForm } from './condition-keys.ts';
import { accountOf } from './principal.ts';

/** The values of each condition key of one request, by the key's name in lower case. A key without values is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** What a call says of itself, and what follows from who calls. */
export function requestContext(call: Call, account: string): RequestContext {
  const said = Object.entries(call.context).map(([key, value]): [string, readonly string[]] => {
    const values = typeof value === 'string' ? [value] : value;
    const form = keyForm(key);
    if (!form) throw new CallContextError(call.action, key, 'no policy can be read that names this condition key');
    if (values.length > 1 && !form.many) throw new CallContextError(call.action, key, 'this key has one value');
    return [key.toLowerCase(), values];
  });
  const known = Object.entries(ofCaller(call, account)).map(([key, value]): [string, readonly string[]] => [
    key.toLowerCase(),
    value === undefined ? [] : [value],
  ]);
  return new Map([...said, ...known]);
}

function ofCaller(call: Call, account: string): Record<CallerKey, string | undefined> {
  const { caller } = call;
  const own = accountOf(caller);
  return {
    'aws:PrincipalAccount': own,
    'aws:PrincipalArn': arnOf(caller),
    'aws:PrincipalIsAWSService': String(caller.kind === 'service'),
    'aws:PrincipalServiceName': caller.kind === 'service' ? caller.name : undefined,
    'aws:ResourceAccount': account,
    'aws:SecureTransport': 'true',
    // A service that calls KMS for a role does so with the role's rights.
    'aws:ViaAWSService': String(['kms:ViaService', 'aws:CalledVia'].some((key) => key in call.context)),
    'kms:CallerAccount': call.action.startsWith('kms:') ? own : undefined,
  };
}

function arnOf(caller: Caller): string | undefined {
  return caller.kind === 'service' ? undefined : caller.arn;
}
