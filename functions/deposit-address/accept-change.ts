import * as v from 'valibot';
import type { FirstEpoch, Person } from '../shared/core/person.ts';
import { validate } from '../shared/core/validate.ts';
import type { AddressWithTag } from '../shared/ledger/store/deposit-addresses.ts';
import { addressSchema, tagSchema } from '../shared/ledger/whitelist/target.ts';
import { type AcceptanceResult, decideAcceptance, isSameAddressWithTag } from './decide-acceptance.ts';
import {
  addressWithTag,
  checkOffered,
  type DepositAddressDependencies,
  parseDepositQuery,
  readOffered,
} from './deposit-address.ts';
import { DepositAddressNotOfferedError } from './errors.ts';

/**
 * Body of `POST /deposit-addresses/{coin}/{chain}/confirmations`: the new address, as the person has it from elsewhere.
 */
export const confirmationSchema = v.strictObject({ address: addressSchema, tag: v.exactOptional(tagSchema) });

/**
 * Takes one person's confirmation that a changed deposit address is right. It must be the one that the exchange gives
 * now, so that nobody can bring in another. Safe to run twice.
 */
export async function acceptChange(
  dependencies: DepositAddressDependencies,
  query: unknown,
  body: unknown,
  person: Person,
  firstEpoch?: FirstEpoch,
): Promise<AcceptanceResult> {
  const { coin, chain } = await parseDepositQuery(dependencies, query);
  const accepted: AddressWithTag = validate('confirmation', confirmationSchema, body);
  const offered = await readOffered(dependencies.exchange, coin, chain);
  checkOffered(coin, chain, offered);
  const current = addressWithTag(offered);
  if (!isSameAddressWithTag(chain, accepted, current)) throw new DepositAddressNotOfferedError(coin, chain);
  const decided = await dependencies.known.change(coin, chain, (known) =>
    decideAcceptance(chain, known, current, { ...person, at: dependencies.clock.now() }, firstEpoch),
  );
  const old = decided.kind === 'proposed' ? undefined : decided.next.replaced.at(-1);
  // Also where it was accepted before: the event may have been lost, and whoever repeats the call looks for it.
  if (old !== undefined) {
    const detail = { coin, chain, ...current, knownAddress: old.address, acceptedBy: old.acceptedBy };
    await dependencies.bus.publish([{ detailType: 'DepositAddressAccepted', detail }]);
  }
  return decided;
}
