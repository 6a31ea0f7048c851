import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { assert } from './errors.ts';

/** The RFC 8785 JSON of a value: the one text of it. Fields that are undefined are left out. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  assert(text !== undefined, 'an object has a canonical form');
  return text;
}

/** Lower-case hex SHA-256 of a value's RFC 8785 JSON. */
export function canonicalDigest(value: object): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
