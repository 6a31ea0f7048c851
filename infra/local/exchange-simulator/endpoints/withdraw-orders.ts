import { padded } from '../amounts.ts';
import type { Json } from '../answers.ts';
import type { Withdrawal } from '../records.ts';
import type { Endpoint } from '../route.ts';
import { byShownTime, visibleWithin } from './visible-records.ts';

/**
 * exchange-api.md 3.6: withdrawals by coin, time and remark. There is no clientOrderId in it. ASSUMPTION A8: any time
 * back, the earliest first, and at most `limit` of them from the beginning of the window.
 */
export const withdrawOrders: Endpoint = (call) => {
  const { state, params } = call;
  const limit = params.limit(500, 1_000);
  const coin = params.optional('coin');
  const remark = params.optional('remark');
  return visibleWithin(call, state.records.withdrawals)
    .toSorted(byShownTime)
    .filter((each) => (coin === undefined || each.coin === coin) && (remark === undefined || each.remark === remark))
    .slice(0, Math.min(limit, state.settings.pageMax))
    .map(rowOf);
};

/** What arrived and where to look it up is empty while it is on its way. EVM addresses come back in lower case. */
function rowOf(withdrawal: Withdrawal): Json {
  const { chain, coin, feeCoin = coin, quantity, status } = withdrawal;
  const address = chain === 'ETH' ? withdrawal.address.toLowerCase() : withdrawal.address;
  return {
    time: String(withdrawal.shownTime),
    id: withdrawal.orderId,
    coin,
    coinId: coin,
    coinName: coin,
    address,
    quantity: padded(quantity, 8),
    arriveQuantity: status === 'successful' ? padded(quantity, 8) : '',
    status,
    failedReason: withdrawal.failedReason,
    txId: withdrawal.txId,
    addressUrl: address,
    feeCoinId: feeCoin,
    feeCoinName: feeCoin,
    fee: padded(withdrawal.fee, 8),
    remark: withdrawal.remark,
    platform: withdrawal.platform,
    memo: withdrawal.memo,
  };
}
