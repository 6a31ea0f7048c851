import { canonicalDigest } from './canonical-digest.ts';

/**
 * An entry of a history that nobody can change without it being seen: an instruction's, a whitelist entry's, or a
 * device's.
 */
export interface Link {
  /** 1 for the first. */
  readonly version: number;
  readonly previous: string;
}

/**
 * What the next entry carries as `previous`: the lower-case hex SHA-256 of this entry's RFC 8785 JSON. So no entry can
 * be changed, taken out or put in without breaking every link after it.
 */
function linkTo(entry: Link): string {
  return canonicalDigest(entry);
}

/** The link that the entry after `last` carries. The first one is tied to the content by its digest. */
export function nextLink(digest: string, last: Link | undefined): string {
  return last === undefined ? digest : linkTo(last);
}

/** What a chain is checked by: the digest of the content, and the entries from the first one on. */
interface Chained {
  readonly digest: string;
  readonly history: readonly Link[];
}

/** The version of the first entry that does not follow from the one before it. Undefined where the chain is whole. */
export function firstBrokenLink({ digest, history }: Chained): number | undefined {
  const broken = history.findIndex(
    (entry, index) => entry.version !== index + 1 || entry.previous !== nextLink(digest, history[index - 1]),
  );
  return broken === -1 ? undefined : broken + 1;
}
