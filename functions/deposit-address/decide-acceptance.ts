import { sameAddress } from '../shared/address/check-address.ts';
import { comparePeople, type FirstEpoch, type PersonStamp, stampOf } from '../shared/core/person.ts';
import type { AddressWithTag, KnownDepositAddress, SignedAddress } from '../shared/ledger/store/deposit-addresses.ts';

export interface AcceptanceResult {
  /** `known`: payers are told it already. */
  readonly kind: 'accepted' | 'proposed' | 'known';
  readonly next: KnownDepositAddress;
}

/** What an acceptance is judged by, as it is now. */
export interface AcceptanceRules {
  readonly firstEpoch?: FirstEpoch | undefined;
  readonly isSignatureAsked?: boolean;
  /** What the person's device signed for it, judged before. */
  readonly signed?: SignedAddress | undefined;
}

/** Whether both are the same place of that chain, however the address is written. */
export function isSameAddressWithTag(chain: string, a: AddressWithTag, b: AddressWithTag): boolean {
  return sameAddress(chain, a.address, b.address) && a.tag === b.tag;
}

/** The acceptance of another address ends where the exchange gives the one again that payers were told. */
export function withoutEndedProposal(
  chain: string,
  known: KnownDepositAddress,
  offered: AddressWithTag,
): KnownDepositAddress {
  if (!isSameAddressWithTag(chain, known, offered)) return known;
  const { proposal: _, ...rest } = known;
  return rest;
}

/**
 * One person says that this address, which the exchange gives now, is right. A second, different person who says the
 * same makes it the one that payers are told; any other address replaces the first acceptance. So does that of a person
 * who cannot be told from the first one, and that of a person who signs where signatures are asked for and the first one
 * gave none.
 */
export function decideAcceptance(
  chain: string,
  known: KnownDepositAddress,
  accepted: AddressWithTag,
  stamp: PersonStamp,
  { firstEpoch, isSignatureAsked = false, signed }: AcceptanceRules = {},
): AcceptanceResult {
  if (isSameAddressWithTag(chain, known, accepted)) return { kind: 'known', next: known };
  const { proposal, address, tag, firstSeen, replaced } = known;
  const { by, at } = stamp;
  const isSigned = !isSignatureAsked || proposal?.signed !== undefined;
  const isOfThis = proposal !== undefined && isSigned && isSameAddressWithTag(chain, proposal, accepted);
  const compared = isOfThis ? comparePeople(proposal, stamp, firstEpoch) : 'unknown';
  if (compared === 'same') return { kind: 'proposed', next: known };
  if (!isOfThis || compared === 'unknown') {
    const own = { ...accepted, ...stamp, ...(signed === undefined ? {} : { signed }) };
    return { kind: 'proposed', next: { ...known, proposal: own } };
  }
  const words = [
    ...(proposal.signed === undefined ? [] : [{ ...stampOf(proposal), ...proposal.signed }]),
    ...(signed === undefined ? [] : [{ ...stampOf(stamp), ...signed }]),
  ];
  const old = {
    address,
    ...(tag === undefined ? {} : { tag }),
    firstSeen,
    until: at,
    acceptedBy: [proposal.by, by],
    ...(words.length === 0 ? {} : { signed: words }),
  };
  return { kind: 'accepted', next: { ...accepted, firstSeen: at, replaced: [...replaced, old] } };
}
