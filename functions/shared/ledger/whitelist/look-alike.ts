import { sameAddress } from '../../address/check-address.ts';
import { blocksOf } from '../../core/blocks.ts';
import { type Flaw, InvalidInputError } from '../../core/errors.ts';
import { looksLike } from '../../core/looks-like.ts';
import type { CryptoTarget, Difference } from './entry.ts';

/** An address that is known here, under the name that a refusal gives it. */
export interface KnownAddress {
  readonly id: string;
  readonly address: string;
}

/** An address and what was named about it. */
export interface AddressWithDifferences extends Pick<CryptoTarget, 'chain' | 'address'> {
  readonly lookAlikes: readonly Difference[];
}

/** The known addresses that this one looks like. The same account under another name is no look-alike. */
function lookAlikesAmong(
  { chain, address }: AddressWithDifferences,
  known: readonly KnownAddress[],
): readonly KnownAddress[] {
  return known.filter((each) => looksLike(address, each.address) && !sameAddress(chain, address, each.address));
}

/** The known addresses that this one looks like and no difference to which is named, or a wrong one. */
export function unexplainedLookAlikes(
  named: AddressWithDifferences,
  known: readonly KnownAddress[],
): readonly KnownAddress[] {
  const isNamed = (other: KnownAddress): boolean =>
    named.lookAlikes.some((each) => each.id === other.id && isDifference(named.address, other.address, each));
  return lookAlikesAmong(named, known).filter((other) => !isNamed(other));
}

/**
 * Refuses an address that looks like a known one, until the person has read both in full: they name a block of four
 * characters in which the two differ. The refusal says which address it is, and not where they differ. Throws a
 * LookAlikeError, or InvalidInputError where a difference is named to what does not look like it.
 */
export function requireDifferences(named: AddressWithDifferences, known: readonly KnownAddress[]): void {
  const alike = lookAlikesAmong(named, known);
  const strangers = named.lookAlikes.flatMap(({ id }, index) =>
    alike.some((each) => each.id === id) ? [] : [{ field: `lookAlikes.${index}.id`, ...notALookAlike }],
  );
  if (strangers.length > 0) throw new InvalidInputError('whitelist entry', strangers);
  const unnamed = unexplainedLookAlikes(named, known);
  if (unnamed.length > 0) throw new LookAlikeError(unnamed.map(({ id }) => id));
}

const notALookAlike = { reason: 'does not look like this address', expected: 'no difference to it' };

function isDifference(address: string, other: string, { block, here, there }: Difference): boolean {
  const [a, b] = [blocksOf(address)[block - 1], blocksOf(other)[block - 1]];
  if (a === undefined || b === undefined) return false;
  return isSameText(a, here) && isSameText(b, there) && !isSameText(here, there);
}

function isSameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The address looks like others, and it was not shown that somebody has read them in full. */
export class LookAlikeError extends InvalidInputError {
  constructor(ids: readonly string[]) {
    super('whitelist entry', ids.map(lookAlikeFlaw), 'look-alike');
  }
}

function lookAlikeFlaw(id: string): Flaw {
  return {
    field: 'lookAlikes',
    reason: `the address looks like ${id}, and no difference between the two is named`,
    expected:
      `{"id": "${id}", "block", "here", "there"}: read both in full, and name a block of four characters ` +
      'in which they differ',
  };
}
