import type { Policy, Role } from '../../ledger/policy/policy.ts';
import { ForbiddenError } from './errors.ts';

/** A person, from a token that API Gateway has verified. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
}

const groupName = /^[A-Za-z0-9_-]+$/;

/**
 * Reads the person from the token's claims. An HTTP API flattens a list of groups into the text `[a b]`, so that a group
 * `a b` cannot be told from two: the identity provider must not have group names with spaces.
 */
export function identityOf(claims: Readonly<Record<string, unknown>>, names: Policy['identity']): Identity {
  const user = claims[names.userClaim];
  if (typeof user !== 'string' || user === '') throw new ForbiddenError(`act without the claim ${names.userClaim}`);
  const groups = claims[names.groupsClaim];
  const text = typeof groups === 'string' ? groups : '';
  const list = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).split(' ') : [text];
  return { user, groups: list.filter((name) => groupName.test(name)) };
}

/** Throws ForbiddenError unless one of the person's groups has one of the roles. */
export function requireRole(identity: Identity, roles: Policy['roles'], allowed: readonly Role[], what: string): void {
  const groups = allowed.flatMap((role) => roles[role]);
  if (!identity.groups.some((group) => groups.includes(group))) throw new ForbiddenError(what);
}

/** For what everybody who works with the treasury may see. */
export const anyRole: readonly Role[] = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];
