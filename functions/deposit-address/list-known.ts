import { chainsOf } from '../shared/address/coin-chains.ts';
import type { DepositAddresses, KnownDepositAddress } from '../shared/ledger/store/deposit-addresses.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import { orUnreadable, type Unreadable } from '../shared/ledger/store/or-unreadable.ts';

/** Whose address: a coin on a chain. */
export interface DepositPlace {
  readonly coin: string;
  readonly chain: string;
}

export interface PlacedAddress extends DepositPlace {
  /** Undefined where nobody ever asked for one. */
  readonly known: KnownDepositAddress | Unreadable | undefined;
}

/**
 * The addresses that payers were told, of these coins on every chain that can have them: by the coins' names, and in
 * one order of the chains. The exchange is not asked. An item that is not as it was written costs itself.
 */
export async function listKnown(
  known: Pick<DepositAddresses, 'get'>,
  coins: readonly string[],
  report: (error: CorruptItemError) => void,
): Promise<readonly PlacedAddress[]> {
  const found: PlacedAddress[] = [];
  for (const coin of coins.toSorted()) {
    // A dozen chains: so many reads at once, and no more.
    const ofCoin = chainsOf(coin).map(async (chain) => ({
      coin,
      chain,
      known: await orUnreadable(() => known.get(coin, chain), report),
    }));
    found.push(...(await Promise.all(ofCoin)));
  }
  return found.filter((each) => each.known !== undefined);
}
