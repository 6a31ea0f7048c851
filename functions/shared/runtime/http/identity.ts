import type { IdentityEpoch, Person } from '../../core/person.ts';
import { personSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import type { Policy, Role } from '../../ledger/policy/policy.ts';
import { ForbiddenError, TokenNotAcceptedError } from './auth-errors.ts';

/** A person, from a token that API Gateway has verified. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
  /** By what the token names people. */
  readonly epoch: IdentityEpoch;
}

/** Who calls, in the form in which people are written down. Throws InvalidInputError. */
export function personIn({ user, epoch }: Identity): Person {
  return { by: validate('token', personSchema, user, epoch.claim), identity: epoch };
}

const groupName = /^[A-Za-z0-9_-]+$/;

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the person from the token's claims. An HTTP API flattens a list of groups into the text `[a b]`, so that a
 * group `a b` cannot be told from two: the identity provider must not have group names with spaces.
 *
 * The gateway takes another issuer or audience as soon as it is deployed. The policy in force takes it only after the
 * delay, and until then the token says nothing here.
 */
export function identityOf(claims: Claims, names: Policy['identity']): Identity {
  if (claims.iss !== names.issuer) throw new TokenNotAcceptedError('iss');
  if (!isForAudience(names.audience, claims))
    throw new TokenNotAcceptedError(claims.aud === undefined ? 'client_id' : 'aud');
  if (names.userClaim === 'email' && isUnverified(claims)) throw new TokenNotAcceptedError('email_verified');
  const user = claims[names.userClaim];
  // A list reads `[a b]` here: it names nobody, or several.
  if (typeof user !== 'string' || user === '' || isList(user))
    throw new ForbiddenError(`act without the claim ${names.userClaim}`);
  const groups = claims[names.groupsClaim];
  const epoch = { issuer: names.issuer, claim: names.userClaim };
  return { user, groups: elementsOf(groups).filter((name) => groupName.test(name)), epoch };
}

/** As the gateway does: Amazon Cognito's access tokens have no `aud`, but the application's `client_id`. */
function isForAudience(audience: string, { aud, client_id: clientId }: Claims): boolean {
  return aud === undefined ? clientId === audience : elementsOf(aud).includes(audience);
}

/**
 * Where people may write their own address into their account, one person could go by a second name and approve twice.
 * The provider says so of an address that nobody has proven. Of one of which it says nothing, nothing is known here.
 */
function isUnverified({ email_verified: verified }: Claims): boolean {
  return verified !== undefined && String(verified) !== 'true';
}

/** What a claim says, be it one text or a list. */
function elementsOf(claim: unknown): string[] {
  if (typeof claim !== 'string') return [];
  return isList(claim) ? claim.slice(1, -1).split(' ') : [claim];
}

function isList(claim: string): boolean {
  return claim.startsWith('[') && claim.endsWith(']');
}

/** Who may do something. */
export interface Access {
  readonly allowed: readonly Role[];
  /** For the refusal of somebody who may not: `Your groups do not allow you to …`. */
  readonly what: string;
  /** Who else may do it, or what one may do instead: a sentence, where the roles alone say too little. */
  readonly instead?: string;
}

/** Throws ForbiddenError unless one of the person's groups has one of the roles. */
export function requireRole(identity: Identity, roles: Policy['roles'], access: Access): void {
  const groups = access.allowed.flatMap((role) => roles[role]);
  if (!identity.groups.some((group) => groups.includes(group))) throw new ForbiddenError(whatItTakes(access));
}

function whatItTakes({ what, allowed, instead }: Access): string {
  const roles = allowed.length === 1 ? `the role ${allowed[0]}` : `one of the roles ${allowed.join(', ')}`;
  return `${what}: it takes ${roles}.${instead === undefined ? '' : ` ${instead}`}`;
}

/** For what everybody who works with the treasury may see. */
export const anyRole: readonly Role[] = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];
