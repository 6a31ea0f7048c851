import * as v from 'valibot';
import { validate } from '../shared/core/validate.ts';
import { depositAddress } from '../shared/exchange/endpoints/deposit-address.ts';
import type { DepositPlace } from '../shared/ledger/store/deposit-addresses.ts';
import { addressSchema, tagSchema } from '../shared/ledger/whitelist/target.ts';
import { type AcceptanceDecided, decideAcceptance, isSamePlace } from './decide-acceptance.ts';
import { checkOffered, type DepositAddressParts, parseDepositQuery, placeOf } from './deposit-address.ts';
import { DepositAddressNotOfferedError } from './errors.ts';

/** Body of `POST /deposit-addresses/{coin}/{chain}/confirmations`: the new address, as the person has it from elsewhere. */
export const confirmationSchema = v.strictObject({ address: addressSchema, tag: v.exactOptional(tagSchema) });

/**
 * Takes one person's word that a changed deposit address is right. It must be the one that the exchange gives now, so that
 * nobody can bring in another. Safe to run twice.
 */
export async function acceptChange(
  parts: DepositAddressParts,
  query: unknown,
  body: unknown,
  by: string,
): Promise<AcceptanceDecided> {
  const { coin, chain } = await parseDepositQuery(parts, query);
  const accepted: DepositPlace = validate('confirmation', confirmationSchema, body);
  const offered = await parts.exchange.read(depositAddress, { coin, chain });
  checkOffered(coin, chain, offered);
  const place = placeOf(offered);
  if (!isSamePlace(chain, accepted, place)) throw new DepositAddressNotOfferedError(coin, chain);
  const decided = await parts.known.change(coin, chain, (known) =>
    decideAcceptance(chain, known, place, { by, at: parts.clock.now() }),
  );
  const old = decided.kind === 'proposed' ? undefined : decided.next.replaced.at(-1);
  // Also where it was accepted before: the event may have been lost, and whoever repeats the call looks for it.
  if (old !== undefined) {
    const detail = { coin, chain, ...place, knownAddress: old.address, acceptedBy: old.acceptedBy };
    await parts.bus.publish([{ detailType: 'DepositAddressAccepted', detail }]);
  }
  return decided;
}
