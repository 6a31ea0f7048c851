import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Raw } from '../run/raw.ts';

/*
 * The chain of a history, by its definition and not by our rule for it: each entry holds the SHA-256 of the one before
 * it, the first one that of the content.
 */

export function sha256(value: Raw): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
}

/**
 * Follows the chains of many histories. Answers the version of an entry that does not follow from the one before it.
 */
export function chains(): (pk: string, digest: string, added: readonly Raw[]) => unknown {
  const links = new Map<string, string>();
  return (pk, digest, added) => {
    for (const entry of added) {
      if (entry.previous !== (links.get(pk) ?? digest)) return entry.version;
      links.set(pk, sha256(entry));
    }
    return undefined;
  };
}
