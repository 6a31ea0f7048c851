import { deriveAddress } from '../addresses/derive.ts';
import { padded } from '../amounts.ts';
import type { Json } from '../answers.ts';
import { type ChainData, type CoinData, chainData, coinData } from '../data/coins.ts';
import { ExchangeRefusal, illegalParam } from '../exchange-refusal.ts';
import { depositAddressOf } from '../lifecycle/deposit.ts';
import type { Endpoint } from '../route.ts';
import { visibleWithin } from './visible-records.ts';

/**
 * exchange-api.md 3.7. The chain is ETH where it is left out. The same address each time, unless a fault asks for
 * another.
 */
export const depositAddress: Endpoint = ({ state, params, effects }) => {
  const coin = coinData(params.required('coin'));
  if (coin === undefined) throw new ExchangeRefusal('-4001');
  const chain = chainData(coin, params.optional('chainType') ?? 'ETH');
  if (chain === undefined) throw illegalParam('chainType');
  const address = effects.changedAddress
    ? deriveAddress(state.settings.seed, chain.name, 'changed', coin.coin)
    : depositAddressOf(state, coin.coin, chain.name);
  return addressRow(coin, chain, address);
};

function addressRow(coin: CoinData, chain: ChainData, address: string): Json {
  return {
    canDeposit: true,
    address,
    addressExt: '',
    minQuantity: chain.minDeposit,
    needAddressTag: false,
    requiredConfirmTimes: chain.confirmations,
    canWithdrawConfirmTimes: chain.confirmations,
    coinType: coin.tokenType,
  };
}

/** exchange-api.md 3.8. `coin` is taken as `ETH_USDT`, chain first, and as `USDT`. Only crypto is listed. */
export const depositOrders: Endpoint = (call) => {
  const { state, params } = call;
  const limit = params.limit(500, 1_000);
  const coin = params.optional('coin');
  const orderId = params.optional('depositOrderId');
  return visibleWithin(call, state.records.deposits)
    .filter((each) => each.chain !== '' && (orderId === undefined || each.orderId === orderId))
    .filter((each) => coin === undefined || coin === each.coin || coin === `${each.chain}_${each.coin}`)
    .slice(0, Math.min(limit, state.settings.pageMax))
    .map((each) => ({
      time: String(each.time),
      depositOrderId: each.orderId,
      clientOrderId: '',
      coin: each.coin,
      coinName: each.coin,
      address: each.address,
      quantity: padded(each.quantity, 20),
      refundCode: each.refundCode,
      refundReason: each.refundReason,
      // As a number and as text, as in the samples.
      status: each.status,
      statusCode: String(each.status),
      txId: each.txId,
    }));
};

/** exchange-api.md 3.15. ASSUMPTION A24: this site has it too. An unknown coin is told inside a success. */
export const chainTypes: Endpoint = ({ params }) => {
  const coin = coinData(params.required('coinId'));
  if (coin === undefined) return { errorCode: '-4001', errorMsg: 'Invalid asset.' };
  const names = coin.chains.map((chain) => chain.name);
  return [{ coinId: coin.coin, coinName: coin.coin, chainTypeList: names }];
};
