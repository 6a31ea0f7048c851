import { checkableChains, sameAddress } from '../shared/address/check-address.ts';
import { chainsOf } from '../shared/address/coin-chains.ts';
import type { DepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import type { Deposit } from './deposit.ts';

/** Which of the addresses that payers were told a deposit came to. */
export interface AddressMatch {
  /**
   * `replaced`: one that payers were told before another was accepted. `not-checked`: it has no address, a coin that is
   * not configured, or a chain whose addresses are not told to payers here.
   */
  readonly matches: 'current' | 'replaced' | 'unknown-address' | 'not-checked';
  readonly chain?: string;
}

/** Looks on every chain that can have the coin, or on the one that the exchange names. */
export async function matchAddress(
  known: Pick<DepositAddresses, 'get'>,
  { kind, coin, chain: named, address }: Deposit,
  coins: readonly string[],
): Promise<AddressMatch> {
  if (kind === 'fiat' || address === undefined || !coins.includes(coin)) return { matches: 'not-checked' };
  if (named !== undefined && !checkableChains.includes(named)) return { matches: 'not-checked' };
  const chains = named === undefined ? chainsOf(coin) : [named];
  // A dozen chains: so many reads at once, and no more.
  const told = await Promise.all(chains.map(async (chain) => ({ chain, known: await known.get(coin, chain) })));
  const isTold = (chain: string, other: string | undefined) =>
    other !== undefined && sameAddress(chain, other, address);
  const current = told.find((each) => isTold(each.chain, each.known?.address));
  if (current !== undefined) return { matches: 'current', chain: current.chain };
  const former = told.find((each) => each.known?.replaced.some((old) => isTold(each.chain, old.address)) === true);
  return former === undefined ? { matches: 'unknown-address' } : { matches: 'replaced', chain: former.chain };
}
