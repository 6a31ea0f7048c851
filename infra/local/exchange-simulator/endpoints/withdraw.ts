import { type Amount, add, compare, isZero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { hasAddressForm, isSameAddress } from '../addresses/form.ts';
import { hasFree } from '../balances.ts';
import { type ChainData, type CoinData, chainData, coinData } from '../data/coins.ts';
import { earlierOrder } from '../duplicates.ts';
import { ExchangeRefusal, illegalParam } from '../exchange-refusal.ts';
import { beginWithdrawal } from '../lifecycle/withdrawal.ts';
import { positiveAmount } from '../params.ts';
import type { Withdrawal } from '../records.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountOfType, type SimulatorState } from '../simulator-state.ts';
import { noteFlowDelay, shownAs } from './visible-records.ts';

/** Where to, how much and under which name: what was asked for, checked for its form. */
interface WithdrawRequest {
  readonly coin: CoinData;
  readonly chain: ChainData;
  readonly address: string;
  readonly quantity: Amount;
  readonly clientOrderId: string;
  readonly remark: string;
  readonly platform: string;
  readonly memo: string;
}

/** exchange-api.md 3.5: a crypto withdrawal. Success means taken on, not done. ASSUMPTION A7: it leaves custody. */
export const withdraw: Endpoint = (call) => {
  const { state, now, effects } = call;
  const request = readWithdrawal(call);
  const { withdrawals } = state.records;
  const earlier = earlierOrder(state, withdrawals, request.clientOrderId, (other) => isSame(request, other));
  if (earlier !== undefined) return answerOf(earlier);
  checkWhitelist(state, request, now);
  checkLimits(request);
  const custody = accountOfType(state, 5);
  const { coin, chain, ...rest } = request;
  if (!hasFree(state.records.balances, custody.id, coin.coin, add(request.quantity, chain.fee))) {
    throw new ExchangeRefusal('-4003');
  }
  const withdrawal: Withdrawal = {
    orderId: `W${state.ids.short()}`,
    time: now,
    ...shownAs(call),
    accountId: custody.id,
    ...rest,
    coin: coin.coin,
    chain: chain.name,
    fee: chain.fee,
    status: 'under_review',
    failedReason: '',
    txId: '',
  };
  noteFlowDelay(call, withdrawal.orderId);
  beginWithdrawal(state, withdrawal, effects.failedReason ?? state.settings.failedReason);
  return answerOf(withdrawal);
};

/**
 * ASSUMPTION A23: `platform` and `memo` are taken as on the sister sites. `addressExt` and `walletId` change nothing.
 */
function readWithdrawal({ params }: Call): WithdrawRequest {
  const coinName = params.required('coin');
  params.required('clientOrderId');
  const address = params.required('address');
  const chainName = params.required('chainType');
  const quantityText = params.optional('quantity');
  if (quantityText === undefined) throw new ExchangeRefusal('-1165');
  const names = { clientOrderId: params.text('clientOrderId', 64), remark: params.text('remark', 128) };
  const extras = { platform: params.text('platform', 64), memo: params.text('memo', 20) };
  if (!/^[A-Za-z0-9]*$/.test(extras.memo)) throw illegalParam('memo');
  const coin = coinData(coinName);
  if (coin === undefined || coin.chains.length === 0) throw new ExchangeRefusal('-4001');
  const chain = chainData(coin, chainName);
  if (chain === undefined) throw illegalParam('chainType');
  const quantity = positiveAmount(quantityText, coin.decimals);
  if (quantity === undefined) throw new ExchangeRefusal('-1168');
  if (!hasAddressForm(chain.name, address)) throw new ExchangeRefusal('-1163');
  return { coin, chain, address, quantity, ...names, ...extras };
}

function checkWhitelist(state: SimulatorState, { coin, chain, address }: WithdrawRequest, now: Millis): void {
  const entry = state.records.whitelist.find(
    (each) =>
      each.type === 'Withdraw' &&
      each.coin === coin.coin &&
      each.chain === chain.name &&
      isSameAddress(chain.name, each.address, address),
  );
  if (entry === undefined) throw new ExchangeRefusal('-1171');
  if (now < entry.addedAt + state.settings.whitelistDelayMs) throw new ExchangeRefusal('-1182');
}

/** ASSUMPTION A26: a quantity over the maximum is answered as over the daily limit. */
function checkLimits({ chain, quantity }: WithdrawRequest): void {
  if (compare(quantity, chain.minWithdraw) < 0) throw new ExchangeRefusal('-1167');
  if (!isZero(chain.maxWithdraw) && compare(quantity, chain.maxWithdraw) > 0) throw new ExchangeRefusal('-1166');
}

function isSame(a: WithdrawRequest, b: Withdrawal): boolean {
  const sameFunds = a.coin.coin === b.coin && a.chain.name === b.chain && a.quantity === b.quantity;
  return sameFunds && isSameAddress(b.chain, a.address, b.address);
}

/** `id` is always "0" (exchange-api.md 3.5). */
function answerOf({ orderId, accountId }: Withdrawal) {
  return { success: true, id: '0', orderId, accountId };
}
