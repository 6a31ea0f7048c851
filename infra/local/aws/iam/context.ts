import { CallContextError } from '../errors.ts';
import type { Call } from './call.ts';
import { type CallerKey, keyForm } from './condition-keys.ts';
import { accountOf } from './principal.ts';

/** The values of each condition key of one request, by the key's name in lower case. A key without values is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/**
 * What a call says of itself, and what follows from who calls.
 * Throws CallContextError for a key that no policy could name: its condition would never be looked at.
 */
export function requestContext(call: Call, account: string): RequestContext {
  const said = new Map(Object.entries(call.context).map(([key, value]) => [key.toLowerCase(), read(call, key, value)]));
  const known = Object.entries(ofCaller(call, said, account)).map(([key, value]): [string, readonly string[]] => [
    key.toLowerCase(),
    value === undefined ? [] : [value],
  ]);
  return new Map([...said, ...known]);
}

function read(call: Call, key: string, value: string | readonly string[]): readonly string[] {
  const form = keyForm(key);
  if (!form) throw new CallContextError(call.action, key, 'no policy can name this condition key');
  if (typeof value === 'string') return [value];
  if (form.values !== 'several' && value.length > 1) {
    throw new CallContextError(call.action, key, `one value is expected, not ${value.length}`);
  }
  return value;
}

function ofCaller(call: Call, said: RequestContext, account: string): Record<CallerKey, string | undefined> {
  const { caller } = call;
  const own = accountOf(caller);
  return {
    'aws:PrincipalAccount': own,
    'aws:PrincipalArn': caller.kind === 'service' ? undefined : caller.arn,
    'aws:PrincipalIsAWSService': String(caller.kind === 'service'),
    'aws:PrincipalServiceName': caller.kind === 'service' ? caller.name : undefined,
    'aws:ResourceAccount': account,
    // On AWS nothing is called without TLS; that this machine's servers have none is its own affair.
    'aws:SecureTransport': 'true',
    // A service that uses a key for a role does so with the role's rights.
    'aws:ViaAWSService': String(said.has('kms:viaservice')),
    'kms:CallerAccount': isOf(call, 'kms') ? own : undefined,
    // What Node and S3 agree on.
    's3:TlsVersion': isOf(call, 's3') ? '1.3' : undefined,
  };
}

function isOf({ action }: Call, service: string): boolean {
  return action.toLowerCase().startsWith(`${service}:`);
}
