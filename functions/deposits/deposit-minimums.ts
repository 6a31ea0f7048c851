import { type Amount, smaller } from '../shared/core/amount.ts';
import { requestChainOf } from '../shared/exchange/chain-names.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { type CoinInfo, exchangeInfo } from '../shared/exchange/endpoints/exchange-info.ts';
import type { Deposit } from './deposit.ts';

/** The coins that the exchange lists, with the least that it credits of a deposit. */
export async function readMinimums(exchange: Pick<ExchangeClient, 'read'>): Promise<readonly CoinInfo[]> {
  return (await exchange.read(exchangeInfo, undefined)).records;
}

/** Where the chain is not known, the smallest one of the coin's chains. Undefined where none is told. */
export function minimumIn(listed: readonly CoinInfo[], { coin, chain }: Deposit): Amount | undefined {
  const chains = listed.filter((each) => each.coin === coin).flatMap((each) => each.chains);
  const ofDeposit = chains.filter((each) => chain === undefined || requestChainOf(each.chain) === chain);
  const [first, ...others] = ofDeposit.flatMap(({ minDeposit }) => minDeposit ?? []);
  return first === undefined ? undefined : others.reduce(smaller, first);
}
