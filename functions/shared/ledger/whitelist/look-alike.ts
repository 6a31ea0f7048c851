import { sameAddress } from '../../address/check-address.ts';
import { blocksOf } from '../../core/blocks.ts';
import { type Flaw, InvalidInputError } from '../../core/errors.ts';
import type { CryptoTarget, Difference } from './entry.ts';

/** An address that is known here, under the name that a refusal gives it. */
export interface KnownAddress {
  readonly id: string;
  readonly address: string;
}

/** What all addresses of a kind begin with tells none of them apart. */
const commonPrefix = /^(0x|bc1[qp]|[13T])/i;

/**
 * So many equal characters at head and tail together make a look-alike, however they are divided. Wallets and explorers
 * shorten an address to 4 + 4 characters or more, and people look at even fewer, while an address that agrees with
 * another one in eight is made on one graphics card within a minute. Two honest addresses agree in six by a chance of
 * 7 : 16^6, one pair in 2.4 million, so that hardly anybody is ever asked for nothing. The letter case does not count:
 * the eye passes over it.
 */
export const alikeMin = 6;

/** Whether an eye that goes over head and tail takes the two for one. True for equal texts. */
export function looksLike(one: string, other: string): boolean {
  const [a, b] = [bodyOf(one), bodyOf(other)];
  const shorter = Math.min(a.length, b.length);
  const head = equalFromHead(a, b, shorter);
  const tail = equalFromHead(reversed(a), reversed(b), shorter - head);
  return head + tail >= Math.min(alikeMin, shorter);
}

function bodyOf(address: string): string {
  return address.replace(commonPrefix, '').toLowerCase();
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function equalFromHead(a: string, b: string, max: number): number {
  let count = 0;
  while (count < max && a[count] === b[count]) count += 1;
  return count;
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
