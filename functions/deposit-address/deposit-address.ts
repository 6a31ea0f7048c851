import * as v from 'valibot';
import { checkAddress, checkableChains } from '../shared/address/check-address.ts';
import { chainsOf, isCoinOn } from '../shared/address/coin-chains.ts';
import { type Clock, iso } from '../shared/core/clock.ts';
import { assert, InvalidInputError } from '../shared/core/errors.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { chainSchema, coinSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { type DepositAddress, depositAddress } from '../shared/exchange/endpoints/deposit-address.ts';
import { ExchangeRefusedError } from '../shared/exchange/errors.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type {
  AddressWithTag,
  DepositAddresses,
  KnownDepositAddress,
} from '../shared/ledger/store/deposit-addresses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import { isSameAddressWithTag, withoutEndedProposal } from './decide-acceptance.ts';
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

const what = 'deposit address';

const querySchema = v.strictObject(depositQueryFields);

/** Retrieves a deposit address, checks it for its chain, and compares it with the one that payers were told before. */
export async function retrieveDepositAddress(
  dependencies: DepositAddressDependencies,
  query: unknown,
): Promise<DepositInstructions> {
  const { coin, chain } = await parseDepositQuery(dependencies, query);
  const offered = await readOffered(dependencies.exchange, coin, chain);
  checkOffered(coin, chain, offered);
  const known = await dependencies.known.remember(coin, chain, addressWithTag(offered), dependencies.clock.now());
  if (!isSameAddressWithTag(chain, known, addressWithTag(offered)))
    await refuseChange(dependencies.bus, coin, chain, known, offered);
  // Nothing is left that a second person could accept.
  if (known.proposal !== undefined)
    await dependencies.known.change(coin, chain, (now) => ({
      next: withoutEndedProposal(chain, now, addressWithTag(offered)),
    }));
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

/** Which address is meant. What cannot be right is refused here, and the exchange not asked. Throws InvalidInputError. */
export async function parseDepositQuery({ policies }: Pick<DepositAddressDependencies, 'policies'>, query: unknown) {
  const parsed = validate(what, querySchema, query);
  const { coins } = await policies.get();
  const { coin, chain } = parsed;
  if (!Object.hasOwn(coins, coin))
    throw unknownField('coin', `${coin} is not configured`, Object.keys(coins).join(', '));
  if (!checkableChains.includes(chain))
    throw unknownField('chain', `addresses of ${chain} cannot be checked here`, checkableChains.join(', '));
  const chains = chainsOf(coin);
  if (chains.length === 0) {
    throw new InvalidInputError(what, [
      { field: 'coin', reason: `${coin} is on no chain`, expected: 'a coin that is' },
    ]);
  }
  if (!isCoinOn(coin, chain)) throw unknownField('chain', `${coin} is not on ${chain}`, chains.join(', '));
  return parsed;
}

/** Asks the exchange. Throws InvalidInputError for a coin or a chain that it does not know. */
export async function readOffered(
  exchange: DepositAddressDependencies['exchange'],
  coin: string,
  chain: string,
): Promise<DepositAddress> {
  try {
    return await exchange.read(depositAddress, { coin, chain });
  } catch (error) {
    throw (error instanceof ExchangeRefusedError && unknownAtExchange(error.exchangeCode, coin, chain)) || error;
  }
}

/** What the exchange gives must be an address of that chain. */
export function checkOffered(coin: string, chain: string, offered: DepositAddress): void {
  const verdict = checkAddress(chain, offered.address);
  assert(verdict.kind !== 'unsupported-chain', 'only chains whose addresses can be checked are asked for');
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

/** Refusals of this read that say for certain which of its two parameters is wrong (exchange-api.md 4). */
const assetCodes: ReadonlySet<string> = new Set(['0402', '-4001', '-4005']);
const parameterCodes: ReadonlySet<string> = new Set(['-1102', '-1130', '-1162', '-4012']);

function unknownAtExchange(exchangeCode: string, coin: string, chain: string): InvalidInputError | undefined {
  if (assetCodes.has(exchangeCode)) {
    const expected = 'a coin that the exchange lists; it is configured here, so the configuration is to be corrected';
    return new InvalidInputError(what, [{ field: 'coin', reason: `the exchange has no ${coin}`, expected }]);
  }
  if (!parameterCodes.has(exchangeCode)) return undefined;
  const expected = `a chain on which the exchange has ${coin}`;
  return new InvalidInputError(what, [{ field: 'chain', reason: `the exchange has no ${coin} on ${chain}`, expected }]);
}

function unknownField(field: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError(what, [{ field, reason, expected: `one of ${expected}` }]);
}
