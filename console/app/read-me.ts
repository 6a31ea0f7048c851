import type { ApiClient } from '../api/client.ts';
import { LoginExpiredError, RefusedError } from '../api/errors.ts';
import type { Session } from '../session/session.ts';
import { type Me, roleNames, rolesOf } from './me.ts';

/**
 * Who is logged in, with their roles by the policy in force. Where it cannot be read, everything is offered and the
 * API decides: that one read fails must keep nobody from stopping all. Throws LoginExpiredError, and RefusedError where
 * the API lets this person do nothing.
 */
export async function readMe(
  { person, groups }: Pick<Session, 'person' | 'groups'>,
  api: Pick<ApiClient, 'call'>,
): Promise<Me> {
  try {
    const { body } = await api.call('GET /policy', {});
    return { person, groups, roles: rolesOf(groups, body.inForce.policy.roles) };
  } catch (error) {
    const isNobody = error instanceof RefusedError && error.status === 403;
    if (isNobody || error instanceof LoginExpiredError) throw error;
    return { person, groups, roles: new Set(roleNames) };
  }
}
