import { checkableChains } from './check-address.ts';

/**
 * Coins that are a chain's own, with every chain that has them under this name. ASSUMPTION A31: nothing tells which
 * coin the exchange has on which chain by the names that requests use (exchange-api.md section 6), so this is ours.
 */
const ownChains: ReadonlyMap<string, readonly string[]> = new Map([
  ['BTC', ['BTC', 'Merlin Chain']],
  ['ETH', ['ETH', 'Optimism', 'Arbitrum', 'zkSync']],
  ['TRX', ['Tron']],
  ['BNB', ['BSC', 'ETH']],
  ['AVAX', ['AvalancheC']],
  ['MATIC', ['Polygon', 'ETH']],
  ['POL', ['Polygon', 'ETH']],
  ['KLAY', ['Klaytn']],
  // Money of banks.
  ['USD', []],
  ['HKD', []],
]);

/** Chains that have no contracts, with all that can be on them. USDT is there as a layer of Bitcoin. */
const allOn: ReadonlyMap<string, readonly string[]> = new Map([
  ['BTC', ['BTC', 'USDT']],
  ['LTC', ['LTC']],
  ['Dogecoin', ['DOGE']],
]);

/** Whether a coin can be on a chain. True for what is not known here: the exchange then decides. */
export function isCoinOn(coin: string, chain: string): boolean {
  return (ownChains.get(coin)?.includes(chain) ?? true) && (allOn.get(chain)?.includes(coin) ?? true);
}

/** The chains that a coin can be on and whose addresses can be checked here. */
export function chainsOf(coin: string): readonly string[] {
  return checkableChains.filter((chain) => isCoinOn(coin, chain));
}
