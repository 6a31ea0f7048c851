import { compareNamed, type NamedStamp, namedPerson } from './person.ts';
import type { SignedWord } from './signed-word.ts';

/** That one person wants the devices of a restored table to count as they stand. */
export interface RestoreAcceptance extends NamedStamp {
  /** The table's own id, a new one with each restore. */
  readonly table: string;
  /** The head of the registry that they saw: see registry-head.ts. */
  readonly digest: string;
  readonly word: SignedWord;
}

/** What two different people accepted. */
export interface AcceptedRestore {
  /** The table that it was copied from. */
  readonly from: string;
  readonly acceptances: readonly [RestoreAcceptance, RestoreAcceptance];
}

export type RestoreDecision =
  /** The same person said so before. */
  | { readonly kind: 'unchanged' }
  /** A second person has to say so too. */
  | { readonly kind: 'proposed'; readonly acceptance: RestoreAcceptance }
  | { readonly kind: 'accepted'; readonly accepted: AcceptedRestore };

/**
 * Adds one acceptance to what stands. It takes two different people who saw the same: of another table, of a registry
 * that has changed since, or of a person who cannot be told from this one, an earlier acceptance does not count.
 */
export function acceptRestore(
  from: string,
  standing: RestoreAcceptance | undefined,
  acceptance: RestoreAcceptance,
): RestoreDecision {
  const first = standing?.table === acceptance.table && standing.digest === acceptance.digest ? standing : undefined;
  if (first === undefined) return { kind: 'proposed', acceptance };
  const comparison = compareNamed(namedPerson(first), namedPerson(acceptance));
  if (comparison === 'same') return { kind: 'unchanged' };
  if (comparison === 'unknown') return { kind: 'proposed', acceptance };
  return { kind: 'accepted', accepted: { from, acceptances: [first, acceptance] } };
}
