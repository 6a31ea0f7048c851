import { checkableChains } from '../shared/address/check-address.ts';
import { isCoinOn } from '../shared/address/coin-chains.ts';
import { isChainName, requestChainOf } from '../shared/exchange/chain-names.ts';

/** What the exchange's word for a deposit's coin says, in the words of the configuration and of requests. */
export interface DepositCoin {
  readonly coin: string;
  readonly chain?: string;
}

/** By the coin that a chain is named after, where that is what deposits begin with (`TRXUSDT`). */
const byOwnCoin: ReadonlyMap<string, string> = new Map([
  ['TRX', 'Tron'],
  ['BNB', 'BSC'],
  ['AVAX', 'AvalancheC'],
]);

/**
 * Reads a coin as deposits write it: `USDT`, `ETH_USDT`, `TRXUSDT` (exchange-api.md section 6). `coins` are those of the
 * configuration. Undefined where it is none of them: nothing is guessed.
 */
export function readDepositCoin(written: string, coins: readonly string[]): DepositCoin | undefined {
  if (coins.includes(written)) return { coin: written };
  // Chain first. The longest coin that it may end with: one coin's name may end as another's.
  const [coin] = coins.filter((each) => written.endsWith(each)).toSorted((a, b) => b.length - a.length);
  const chain = coin === undefined ? undefined : chainOf(written.slice(0, -coin.length).replace(/_$/, ''), coin);
  if (coin !== undefined && chain !== undefined) return { coin, chain };
  const [first = '', second = ''] = written.split('_', 2);
  const chainBehind = chainOf(second, first);
  return coins.includes(first) && chainBehind !== undefined ? { coin: first, chain: chainBehind } : undefined;
}

/** Also one whose addresses cannot be checked here: its deposits are swept all the same. */
function chainOf(written: string, coin: string): string | undefined {
  const chain = byOwnCoin.get(written) ?? requestChainOf(written);
  const checkable = checkableChains.find((each) => each.toUpperCase() === chain.toUpperCase());
  return checkable ?? (isChainName(chain) && isCoinOn(coin, chain) ? chain : undefined);
}
