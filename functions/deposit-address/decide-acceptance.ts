import { sameAddress } from '../shared/address/check-address.ts';
import type { Millis } from '../shared/core/clock.ts';
import { isSamePerson } from '../shared/core/ids.ts';
import type { AddressWithTag, KnownDepositAddress } from '../shared/ledger/store/deposit-addresses.ts';

export interface AcceptanceResult {
  /** `known`: payers are told it already. */
  readonly kind: 'accepted' | 'proposed' | 'known';
  readonly next: KnownDepositAddress;
}

/** Whether both are the same place of that chain, however the address is written. */
export function isSameAddressWithTag(chain: string, a: AddressWithTag, b: AddressWithTag): boolean {
  return sameAddress(chain, a.address, b.address) && a.tag === b.tag;
}

/**
 * One person says that this address, which the exchange gives now, is right. A second, different person who says the
 * same makes it the one that payers are told; any other address replaces the first word.
 */
export function decideAcceptance(
  chain: string,
  known: KnownDepositAddress,
  accepted: AddressWithTag,
  { by, at }: { readonly by: string; readonly at: Millis },
): AcceptanceResult {
  if (isSameAddressWithTag(chain, known, accepted)) return { kind: 'known', next: known };
  const { proposal, address, tag, firstSeen, replaced } = known;
  if (proposal === undefined || !isSameAddressWithTag(chain, proposal, accepted)) {
    return { kind: 'proposed', next: { ...known, proposal: { ...accepted, by, at } } };
  }
  if (isSamePerson(proposal.by, by)) return { kind: 'proposed', next: known };
  const old = { address, ...(tag === undefined ? {} : { tag }), firstSeen, until: at, acceptedBy: [proposal.by, by] };
  return { kind: 'accepted', next: { ...accepted, firstSeen: at, replaced: [...replaced, old] } };
}
