import { type Amount, add, compare } from '../../../../functions/shared/core/amount.ts';
import type { Json } from '../answers.ts';
import { hasFree } from '../balances.ts';
import { type CoinData, coinData } from '../data/coins.ts';
import { earlierOrder } from '../duplicates.ts';
import { ExchangeRefusal, missingParam } from '../exchange-refusal.ts';
import { beginFiatWithdrawal } from '../lifecycle/withdrawal.ts';
import { positiveAmount } from '../params.ts';
import { type Deposit, depositStatuses, type FiatWithdrawal } from '../records.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountOfType } from '../simulator-state.ts';
import { byShownTime, noteFlowDelay, shownAs, visibleWithin } from './visible-records.ts';

interface FiatWithdrawRequest {
  readonly bankAccount: string;
  readonly currency: CoinData;
  readonly amount: Amount;
  readonly clientOrderId: string;
  readonly remark: string;
}

/** exchange-api.md 3.12: fiat to a bank account that is bound. ASSUMPTION A2: a form, like every other call. */
export const fiatWithdraw: Endpoint = (call) => {
  const { state, now, effects } = call;
  const request = readFiatRequest(call);
  const { fiatWithdrawals, balances } = state.records;
  const earlier = earlierOrder(state, fiatWithdrawals, request.clientOrderId, (other) => isSame(request, other));
  if (earlier !== undefined) return answerOf(earlier);
  const { currency, amount, ...rest } = request;
  if (compare(amount, currency.minFiatWithdraw) < 0) throw new ExchangeRefusal('-4002');
  const account = accountOfType(state, 6);
  if (!hasFree(balances, account.id, currency.coin, add(amount, currency.fiatFee))) throw new ExchangeRefusal('-4003');
  const withdrawal: FiatWithdrawal = {
    orderId: `FW${state.ids.short()}`,
    time: now,
    ...shownAs(call),
    accountId: account.id,
    ...rest,
    coin: currency.coin,
    quantity: amount,
    fee: currency.fiatFee,
    status: 'under_review',
    updatedAt: now,
  };
  noteFlowDelay(call, withdrawal.orderId);
  beginFiatWithdrawal(state, withdrawal, effects.fiatFailure);
  return answerOf(withdrawal);
};

function readFiatRequest({ state, params }: Call): FiatWithdrawRequest {
  const bankAccount = params.required('bankAccount');
  const currency = coinData(params.required('asset'));
  const amountText = params.required('amount');
  const names = { clientOrderId: params.text('clientOrderId', 64), remark: params.text('remark', 128) };
  if (currency === undefined || currency.tokenType !== 'REAL_MONEY') throw new ExchangeRefusal('-4001');
  if (!/^[0-9A-Za-z-]{4,34}$/.test(bankAccount)) throw new ExchangeRefusal('-4000');
  if (!state.settings.bankAccounts.includes(bankAccount)) throw new ExchangeRefusal('-4004');
  const amount = positiveAmount(amountText, currency.decimals);
  if (amount === undefined) throw new ExchangeRefusal('-1168');
  return { bankAccount, currency, amount, ...names };
}

function isSame(a: FiatWithdrawRequest, b: FiatWithdrawal): boolean {
  return a.bankAccount === b.bankAccount && a.currency.coin === b.coin && a.amount === b.quantity;
}

function answerOf({ orderId, clientOrderId }: FiatWithdrawal): Json {
  return { success: true, orderId, clientOrderId };
}

/**
 * exchange-api.md 3.12. All here is of channel `auto`. ASSUMPTION A8: 500 rows if `limit` is left out, at most 1000.
 */
export const fiatHistory: Endpoint = (call) => {
  const { state, params } = call;
  const type = params.required('type');
  if (params.time('startTime') === undefined) throw missingParam('startTime');
  if (params.time('endTime') === undefined) throw missingParam('endTime');
  if (type !== 'deposit' && type !== 'withdraw') throw new ExchangeRefusal('-1177');
  const filters = ['status', 'remark', 'clientOrderId', 'channel'] as const;
  const limit = params.limit(500, 1_000);
  const deposits = visibleWithin(call, state.records.deposits).filter((each) => each.chain === '');
  const rows =
    type === 'deposit'
      ? deposits.map(depositRow)
      : visibleWithin(call, state.records.fiatWithdrawals).toSorted(byShownTime).map(rowOf);
  return rows
    .filter((row) => filters.every((name) => (params.optional(name) ?? row[name]) === row[name]))
    .slice(0, Math.min(limit, state.settings.pageMax));
};

type Row = { readonly [name: string]: Json };

/** The net amount of a withdrawal is the whole debit, so it is larger than the gross (exchange-api.md 7.13). */
function rowOf(each: FiatWithdrawal): Row {
  return {
    orderId: each.orderId,
    type: 'withdraw',
    remark: each.remark,
    asset: each.coin,
    grossAmount: each.quantity,
    netAmount: add(each.quantity, each.fee),
    fee: each.fee,
    status: each.status,
    createdTime: String(each.shownTime),
    updatedTime: String(each.updatedAt),
    channel: 'auto',
    clientOrderId: each.clientOrderId,
  };
}

/** The words of fiat for the numbers of crypto. Whatever is no end is on its way. */
function fiatDepositStatus({ status }: Deposit): string {
  switch (status) {
    case depositStatuses.successful:
      return 'successful';
    case depositStatuses.failed:
    case depositStatuses.failedInternally:
      return 'failed';
    case depositStatuses.refunded:
      return 'withdraw_return';
    default:
      return 'processing';
  }
}

function depositRow(each: Deposit): Row {
  return {
    orderId: each.orderId,
    type: 'deposit',
    remark: '',
    asset: each.coin,
    grossAmount: each.quantity,
    netAmount: each.quantity,
    fee: '0',
    status: fiatDepositStatus(each),
    createdTime: String(each.time),
    updatedTime: String(each.updatedAt),
    channel: 'auto',
    clientOrderId: '',
  };
}
