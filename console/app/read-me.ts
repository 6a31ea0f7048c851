import type { ApiClient } from '../api/client.ts';
import { LoginExpiredError, RefusedError } from '../api/errors.ts';
import type { Session } from '../session/session.ts';
import { type Me, roleNames, rolesOf } from './me.ts';

/** Who is logged in, and what the policy asks of them. */
export interface FirstReading extends Me {
  /** Whether more than approvals takes a signature of a device. */
  readonly signsAll: boolean;
}

/** So long the first view waits for the policy. */
const policyWaitMs = 8_000;

/**
 * Who is logged in, with their roles by the policy in force. Where it cannot be read, or not soon, everything is
 * offered and the API decides: that one read fails must keep nobody from stopping all. Throws LoginExpiredError, and
 * RefusedError where the API lets this person do nothing.
 */
export async function readMe(
  { person, groups }: Pick<Session, 'person' | 'groups'>,
  api: Pick<ApiClient, 'call'>,
  waitMs = policyWaitMs,
): Promise<FirstReading> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), waitMs);
  try {
    const answer = await Promise.race([api.call('GET /policy', {}), late.promise]);
    if (answer === undefined) return { person, groups, roles: new Set(roleNames), signsAll: false };
    const { policy } = answer.body.inForce;
    return { person, groups, roles: rolesOf(groups, policy.roles), signsAll: policy.passkeys === 'all' };
  } catch (error) {
    const isNobody = error instanceof RefusedError && error.status === 403;
    if (isNobody || error instanceof LoginExpiredError) throw error;
    return { person, groups, roles: new Set(roleNames), signsAll: false };
  } finally {
    clearTimeout(timer);
  }
}
