import { checkableChains } from '../../address/check-address.ts';
import type { KnownAddress } from '../whitelist/look-alike.ts';
import type { DepositAddresses } from './deposit-addresses.ts';
import type { WhitelistStore } from './whitelist.ts';

/** The deposit addresses that payers were told, of these coins on every chain that can be checked. */
export async function knownDepositAddresses(
  known: Pick<DepositAddresses, 'get'>,
  coins: readonly string[],
): Promise<readonly KnownAddress[]> {
  const found: KnownAddress[] = [];
  for (const coin of coins) {
    // A dozen chains: so many reads at once, and no more.
    const ofCoin = checkableChains.map(async (chain) => ({ chain, told: await known.get(coin, chain) }));
    for (const { chain, told: payerAddress } of await Promise.all(ofCoin)) {
      if (payerAddress !== undefined)
        found.push({ id: `deposit-address/${coin}/${chain}`, address: payerAddress.address });
    }
  }
  return found;
}

/** False also for one whose item is not made yet: nobody can have revoked it. */
export async function isRevoked(whitelist: Pick<WhitelistStore, 'get'>, id: string): Promise<boolean> {
  return (await whitelist.get(id))?.state.status === 'revoked';
}
