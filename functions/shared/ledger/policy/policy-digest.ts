import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { assert } from '../../core/errors.ts';
import type { Policy } from './policy.ts';

/** Lower-case hex SHA-256 of the RFC 8785 JSON of a policy. A policy is kept under it, for its history. */
export function policyDigest(policy: Policy): string {
  const text = canonicalize(policy);
  assert(text !== undefined, 'a policy has a canonical form');
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
