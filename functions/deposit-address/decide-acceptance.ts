import { sameAddress } from '../shared/address/check-address.ts';
import { comparePeople, type FirstEpoch, type PersonStamp } from '../shared/core/person.ts';
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
 * same makes it the one that payers are told; any other address replaces the first acceptance. So does that of a person
 * who cannot be told from the first one.
 */
export function decideAcceptance(
  chain: string,
  known: KnownDepositAddress,
  accepted: AddressWithTag,
  stamp: PersonStamp,
  firstEpoch?: FirstEpoch,
): AcceptanceResult {
  if (isSameAddressWithTag(chain, known, accepted)) return { kind: 'known', next: known };
  const { proposal, address, tag, firstSeen, replaced } = known;
  const { by, at } = stamp;
  const isOfThis = proposal !== undefined && isSameAddressWithTag(chain, proposal, accepted);
  const compared = isOfThis ? comparePeople(proposal, stamp, firstEpoch) : 'unknown';
  if (compared === 'same') return { kind: 'proposed', next: known };
  if (!isOfThis || compared === 'unknown') {
    return { kind: 'proposed', next: { ...known, proposal: { ...accepted, ...stamp } } };
  }
  const old = { address, ...(tag === undefined ? {} : { tag }), firstSeen, until: at, acceptedBy: [proposal.by, by] };
  return { kind: 'accepted', next: { ...accepted, firstSeen: at, replaced: [...replaced, old] } };
}
