import * as v from 'valibot';
import { checkAddress } from '../shared/address/check-address.ts';
import { type Clock, iso } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import type { Shown } from '../shared/core/response-type.ts';
import { chainSchema, coinSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { type DepositAddress, depositAddress } from '../shared/exchange/endpoints/deposit-address.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { DepositAddresses, DepositPlace, KnownDepositAddress } from '../shared/ledger/store/deposit-addresses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import { isSamePlace } from './decide-acceptance.ts';
import { DepositAddressChangedError, DepositAddressInvalidError, DepositsNotPossibleError } from './errors.ts';
import type { depositInstructionsSchema } from './view-schema.ts';

export interface DepositAddressParts {
  readonly exchange: Pick<ExchangeClient, 'read'>;
  readonly known: DepositAddresses;
  readonly policies: PolicyStore;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Where a payer sends to. */
export type DepositInstructions = Shown<typeof depositInstructionsSchema>;

/** Whose address: the parameters of the path. */
export const depositQueryFields = { coin: coinSchema, chain: chainSchema };

const querySchema = v.strictObject(depositQueryFields);

/** Retrieves a deposit address, checks it for its chain, and compares it with the one that payers were told before. */
export async function retrieveDepositAddress(parts: DepositAddressParts, query: unknown): Promise<DepositInstructions> {
  const { coin, chain } = await parseDepositQuery(parts, query);
  const offered = await parts.exchange.read(depositAddress, { coin, chain });
  checkOffered(coin, chain, offered);
  const known = await parts.known.remember(coin, chain, placeOf(offered), parts.clock.now());
  if (!isSamePlace(chain, known, placeOf(offered))) await refuseChange(parts.bus, coin, chain, known, offered);
  // Asked last: an address that changed together with a suspension raises the alarm too.
  if (!offered.canDeposit) throw new DepositsNotPossibleError(coin, chain);
  return {
    coin,
    chain,
    ...placeOf(offered),
    minQuantity: offered.minQuantity,
    firstSeen: iso(known.firstSeen),
  };
}

/** Which address is meant. Throws InvalidInputError. */
export async function parseDepositQuery({ policies }: Pick<DepositAddressParts, 'policies'>, query: unknown) {
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
export function placeOf({ address, tag }: DepositAddress): DepositPlace {
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
