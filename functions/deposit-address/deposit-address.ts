import * as v from 'valibot';
import { checkAddress } from '../shared/address/check-address.ts';
import { type Clock, iso } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { chainSchema, coinSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { type DepositAddress, depositAddress } from '../shared/exchange/endpoints/deposit-address.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type {
  AddressWithTag,
  DepositAddresses,
  KnownDepositAddress,
} from '../shared/ledger/store/deposit-addresses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import { isSameAddressWithTag } from './decide-acceptance.ts';
import { DepositAddressChangedError, DepositAddressInvalidError, DepositsNotPossibleError } from './errors.ts';
import type { depositInstructionsSchema } from './view-schema.ts';

export interface DepositAddressDependencies {
  readonly exchange: Pick<ExchangeClient, 'read'>;
  readonly known: DepositAddresses;
  readonly policies: PolicyStore;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Where a payer sends to. */
export type DepositInstructions = ResponseType<typeof depositInstructionsSchema>;

/** Whose address: the parameters of the path. */
export const depositQueryFields = { coin: coinSchema, chain: chainSchema };

const querySchema = v.strictObject(depositQueryFields);

/** Retrieves a deposit address, checks it for its chain, and compares it with the one that payers were told before. */
export async function retrieveDepositAddress(
  dependencies: DepositAddressDependencies,
  query: unknown,
): Promise<DepositInstructions> {
  const { coin, chain } = await parseDepositQuery(dependencies, query);
  const offered = await dependencies.exchange.read(depositAddress, { coin, chain });
  checkOffered(coin, chain, offered);
  const known = await dependencies.known.remember(coin, chain, addressWithTag(offered), dependencies.clock.now());
  if (!isSameAddressWithTag(chain, known, addressWithTag(offered)))
    await refuseChange(dependencies.bus, coin, chain, known, offered);
  // Asked last: an address that changed together with a suspension raises the alarm too.
  if (!offered.canDeposit) throw new DepositsNotPossibleError(coin, chain);
  return {
    coin,
    chain,
    ...addressWithTag(offered),
    minQuantity: offered.minQuantity,
    firstSeen: iso(known.firstSeen),
  };
}

/** Which address is meant. Throws InvalidInputError. */
export async function parseDepositQuery({ policies }: Pick<DepositAddressDependencies, 'policies'>, query: unknown) {
  const parsed = validate('deposit address', querySchema, query);
  const { coins } = await policies.get();
  const { coin } = parsed;
  if (!Object.hasOwn(coins, coin))
    throw unknownField('coin', `${coin} is not configured`, Object.keys(coins).join(', '));
  return parsed;
}

/** What the exchange gives must be an address of that chain. */
export function checkOffered(coin: string, chain: string, offered: DepositAddress): void {
  const verdict = checkAddress(chain, offered.address);
  if (verdict.kind === 'unsupported-chain') {
    throw unknownField('chain', `addresses of ${chain} cannot be checked here`, 'ETH, BTC, Tron');
  }
  if (verdict.kind === 'invalid') throw new DepositAddressInvalidError(coin, chain, verdict.reason);
}

/** Where the exchange says that payers send to. */
export function addressWithTag({ address, tag }: DepositAddress): AddressWithTag {
  return tag === undefined ? { address } : { address, tag };
}

async function refuseChange(
  bus: Bus,
  coin: string,
  chain: string,
  known: KnownDepositAddress,
  offered: DepositAddress,
): Promise<never> {
  const detail = {
    coin,
    chain,
    knownAddress: known.address,
    offeredAddress: offered.address,
    knownSince: iso(known.firstSeen),
  };
  await bus.publish([{ detailType: 'DepositAddressChanged', detail }]);
  throw new DepositAddressChangedError(coin, chain);
}

function unknownField(field: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError('deposit address', [{ field, reason, expected: `one of ${expected}` }]);
}
