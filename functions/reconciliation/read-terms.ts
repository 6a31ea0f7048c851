import { isZero } from '../shared/core/amount.ts';
import { requestChainOf } from '../shared/exchange/chain-names.ts';
import type { ChainInfo, CoinInfo } from '../shared/exchange/endpoints/exchange-info.ts';
import type { ChainTerms, CoinTerms } from '../shared/ledger/readings/exchange-readings.ts';

/** The terms of these coins, as `exchangeInfo` lists them. What it lists twice is not known. */
export function termsIn(listed: readonly CoinInfo[], coins: readonly string[]): readonly CoinTerms[] {
  return listed.filter(isListedOnce((each) => each.coin)).flatMap(({ coin, allowWithdraw, chains }) => {
    if (!coins.includes(coin)) return [];
    const terms = chains.map(chainTerms).filter(isListedOnce((each) => each.chain));
    return [{ coin, isOpen: allowWithdraw, chains: terms }];
  });
}

/** Two names of the exchange may be taken for one chain: then nothing tells which of them it is. */
function isListedOnce<Each>(nameOf: (each: Each) => string) {
  return (each: Each, _index: number, all: readonly Each[]): boolean =>
    all.filter((other) => nameOf(other) === nameOf(each)).length === 1;
}

function chainTerms({ chain, withdrawFee, minWithdraw, maxWithdraw, allowWithdraw }: ChainInfo): ChainTerms {
  return {
    chain: requestChainOf(chain),
    fee: withdrawFee,
    minimum: minWithdraw,
    // By the exchange's own convention (exchange-api.md 3.15).
    ...(isZero(maxWithdraw) ? {} : { maximum: maxWithdraw }),
    isOpen: allowWithdraw,
  };
}
