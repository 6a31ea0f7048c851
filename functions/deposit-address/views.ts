import { iso } from '../shared/core/clock.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import type { KnownDepositAddress } from '../shared/ledger/store/deposit-addresses.ts';
import { signingDevice } from '../shared/passkeys/signing-device.ts';
import type { AcceptanceResult } from './decide-acceptance.ts';
import type { DepositPlace, PlacedAddress } from './list-known.ts';
import type { acceptanceSchema, knownAddressesSchema } from './view-schema.ts';

/** What stands now, as JSON: the address that payers are told, and the acceptance that waits for a second person. */
export function acceptanceView(
  place: DepositPlace,
  kind: AcceptanceResult['kind'],
  known: KnownDepositAddress,
): ResponseType<typeof acceptanceSchema> {
  const { proposal } = known;
  const waiting = proposal === undefined ? {} : { proposal: { ...addressOf(proposal), ...stampView(proposal) } };
  return { ...place, accepted: kind !== 'proposed', ...toldView(known), ...waiting };
}

/**
 * What payers were told, as JSON, with what waits for a second person. Not the address that waits: the second person
 * has it from a source of their own.
 */
export function knownAddressesView(found: readonly PlacedAddress[]): ResponseType<typeof knownAddressesSchema> {
  const unreadable = found.flatMap(({ coin, chain, known }) => (known === 'unreadable' ? [`${coin}/${chain}`] : []));
  const addresses = found.flatMap(({ coin, chain, known }) => {
    if (known === undefined || known === 'unreadable') return [];
    const { proposal } = known;
    return [{ coin, chain, ...toldView(known), ...(proposal === undefined ? {} : { proposal: stampView(proposal) }) }];
  });
  return { addresses, ...(unreadable.length === 0 ? {} : { unreadable }) };
}

const toldView = ({ address, tag, firstSeen }: KnownDepositAddress) => ({ address, tag, firstSeen: iso(firstSeen) });

type Proposal = NonNullable<KnownDepositAddress['proposal']>;

const addressOf = ({ address, tag }: Proposal) => ({ address, ...(tag === undefined ? {} : { tag }) });

const stampView = ({ by, at, identity, signed }: Proposal) => ({
  by,
  at: iso(at),
  ...(identity === undefined ? {} : { identity }),
  ...signingDevice(signed?.word),
});
