import { isObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { arnParts } from './arn.ts';
import type { Caller } from './call.ts';
import { readList } from './list.ts';

/** Whom a statement of a resource's policy is about. */
export type Principal =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'role'; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string };

/** Reads `Principal`: `*`, or roles and accounts under AWS and services under Service. */
export function readPrincipals(value: unknown, at: Location): readonly Principal[] {
  if (value === '*') return [{ kind: 'everyone' }];
  if (!isObject(value) || Object.keys(value).length === 0) {
    throw new UnsupportedTemplateError(at, 'expected * or an object with AWS or Service');
  }
  return Object.entries(value).flatMap(([type, named]) => {
    const here = below(at, type);
    if (type === 'AWS') return readList(named, here, readAccountOrRole);
    if (type === 'Service') return readList(named, here, readService);
    throw new UnsupportedTemplateError(here, `principals of the kind ${type} are not understood`);
  });
}

function readAccountOrRole(value: unknown, at: Location): Principal {
  if (value === '*') return { kind: 'everyone' };
  if (typeof value === 'string') {
    if (/^\d{12}$/.test(value)) return { kind: 'account', account: value };
    const [, account, resource = ''] = /^arn:aws:iam::(\d{12}):(root|role\/[\w+=,.@/-]+)$/.exec(value) ?? [];
    if (account !== undefined) return resource === 'root' ? { kind: 'account', account } : { kind: 'role', arn: value };
  }
  throw new UnsupportedTemplateError(
    at,
    `the principal ${JSON.stringify(value)} is not understood; expected *, an account, its root, or the ARN of a role`,
  );
}

function readService(value: unknown, at: Location): Principal {
  if (typeof value === 'string' && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(value)) {
    return { kind: 'service', name: value };
  }
  throw new UnsupportedTemplateError(
    at,
    `the service ${JSON.stringify(value)} is not understood; expected such as events.amazonaws.com`,
  );
}

/**
 * How a caller is meant. An account means all that is in it, but an Allow for it only hands the decision on to the
 * policies of its roles.
 */
export type PrincipalMatch = 'itself' | 'account' | 'no';

export function matchPrincipals(principals: readonly Principal[], caller: Caller): PrincipalMatch {
  const found = principals.map((principal) => matchPrincipal(principal, caller));
  if (found.includes('itself')) return 'itself';
  return found.includes('account') ? 'account' : 'no';
}

function matchPrincipal(principal: Principal, caller: Caller): PrincipalMatch {
  switch (principal.kind) {
    case 'everyone':
      return 'itself';
    case 'service':
      return caller.kind === 'service' && caller.name === principal.name ? 'itself' : 'no';
    case 'role':
      return caller.kind !== 'service' && caller.arn === principal.arn ? 'itself' : 'no';
    case 'account':
      return accountOf(caller) === principal.account ? 'account' : 'no';
  }
}

/** The account of a role or an administrator; undefined for a service, which is in none. */
export function accountOf(caller: Caller): string | undefined {
  return caller.kind === 'service' ? undefined : arnParts(caller.arn)?.[4];
}
