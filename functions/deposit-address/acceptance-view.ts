import { iso } from '../shared/core/clock.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import type { KnownDepositAddress } from '../shared/ledger/store/deposit-addresses.ts';
import { signingDevice } from '../shared/passkeys/signing-device.ts';
import type { AcceptanceResult } from './decide-acceptance.ts';
import type { acceptanceSchema } from './view-schema.ts';

/** What stands now, as JSON: the address that payers are told, and the acceptance that waits for a second person. */
export function acceptanceView(
  { coin, chain }: { readonly coin: string; readonly chain: string },
  kind: AcceptanceResult['kind'],
  { address, tag, firstSeen, proposal }: KnownDepositAddress,
): ResponseType<typeof acceptanceSchema> {
  const waiting = proposal === undefined ? {} : { proposal: proposalView(proposal) };
  return {
    coin,
    chain,
    accepted: kind !== 'proposed',
    address,
    tag,
    firstSeen: iso(firstSeen),
    ...waiting,
  };
}

function proposalView({ signed, at, ...rest }: NonNullable<KnownDepositAddress['proposal']>) {
  return { ...rest, at: iso(at), ...signingDevice(signed?.word) };
}
