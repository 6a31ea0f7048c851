import { canonicalDigest } from '../../core/canonical-digest.ts';
import type { Policy } from './policy.ts';

/** Lower-case hex SHA-256 of the RFC 8785 JSON of a policy. A policy is kept under it, for its history. */
export function policyDigest(policy: Policy): string {
  return canonicalDigest(policy);
}
