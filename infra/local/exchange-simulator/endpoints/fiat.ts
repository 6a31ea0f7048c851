import { type Amount, add, compare } from '../../../../functions/shared/core/amount.ts';
import type { Json } from '../answers.ts';
import { hasFree } from '../balances.ts';
import { type CoinData, coinData } from '../data/coins.ts';
import { earlierOrder } from '../duplicates.ts';
import { beginFiatWithdrawal } from '../life/withdrawal.ts';
import { positiveAmount } from '../params.ts';
import type { Deposit, FiatWithdrawal } from '../records.ts';
import { missing, Refusal } from '../refusal.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountOfType } from '../world.ts';
import { within } from './list.ts';

interface Wanted {
  readonly bankAccount: string;
  readonly currency: CoinData;
  readonly amount: Amount;
  readonly clientOrderId: string;
  readonly remark: string;
}

/** hashkey-api.md 3.12: fiat to a bank account that is bound. ASSUMPTION A2: a form, like every other call. */
export const fiatWithdraw: Endpoint = (call) => {
  const { world, now, wishes } = call;
  const wanted = readFiat(call);
  const { fiatWithdrawals, balances } = world.records;
  const earlier = earlierOrder(world, fiatWithdrawals, wanted.clientOrderId, (other) => isSame(wanted, other));
  if (earlier !== undefined) return answerOf(earlier);
  const { currency, amount, ...rest } = wanted;
  if (compare(amount, currency.minFiatWithdraw) < 0) throw new Refusal('-4002');
  const account = accountOfType(world, 6);
  if (!hasFree(balances, account.id, currency.coin, add(amount, currency.fiatFee))) throw new Refusal('-4003');
  const withdrawal: FiatWithdrawal = {
    orderId: `FW${world.ids.short()}`,
    time: now,
    visibleAt: now + wishes.lagMs,
    accountId: account.id,
    ...rest,
    coin: currency.coin,
    quantity: amount,
    fee: currency.fiatFee,
    status: 'under_review',
    updatedAt: now,
  };
  beginFiatWithdrawal(world, withdrawal, wishes.fiatFailure);
  return answerOf(withdrawal);
};

function readFiat({ world, params }: Call): Wanted {
  const bankAccount = params.required('bankAccount');
  const currency = coinData(params.required('asset'));
  const amountText = params.required('amount');
  const names = { clientOrderId: params.text('clientOrderId', 64), remark: params.text('remark', 128) };
  if (currency === undefined || currency.tokenType !== 'REAL_MONEY') throw new Refusal('-4001');
  if (!/^[0-9A-Za-z-]{4,34}$/.test(bankAccount)) throw new Refusal('-4000');
  if (!world.settings.bankAccounts.includes(bankAccount)) throw new Refusal('-4004');
  const amount = positiveAmount(amountText, currency.decimals);
  if (amount === undefined) throw new Refusal('-1168');
  return { bankAccount, currency, amount, ...names };
}

function isSame(a: Wanted, b: FiatWithdrawal): boolean {
  return a.bankAccount === b.bankAccount && a.currency.coin === b.coin && a.amount === b.quantity;
}

function answerOf({ orderId, clientOrderId }: FiatWithdrawal): Json {
  return { success: true, orderId, clientOrderId };
}

/** hashkey-api.md 3.12. All here is of channel `auto`. ASSUMPTION A8: 500 rows if `limit` is left out, at most 1000. */
export const fiatHistory: Endpoint = (call) => {
  const { world, params } = call;
  const type = params.required('type');
  if (params.time('startTime') === undefined) throw missing('startTime');
  if (params.time('endTime') === undefined) throw missing('endTime');
  if (type !== 'deposit' && type !== 'withdraw') throw new Refusal('-1177');
  const filters = ['status', 'remark', 'clientOrderId', 'channel'] as const;
  const limit = params.limit(500, 1_000);
  const deposits = within(call, world.records.deposits).filter((each) => each.chain === '');
  const rows = type === 'deposit' ? deposits.map(depositRow) : within(call, world.records.fiatWithdrawals).map(rowOf);
  return rows
    .filter((row) => filters.every((name) => (params.optional(name) ?? row[name]) === row[name]))
    .slice(0, Math.min(limit, world.settings.pageMax));
};

type Row = { readonly [name: string]: Json };

/** The net amount of a withdrawal is the whole debit, so it is larger than the gross (hashkey-api.md 7.13). */
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
    createdTime: String(each.time),
    updatedTime: String(each.updatedAt),
    channel: 'auto',
    clientOrderId: each.clientOrderId,
  };
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
    status: 'successful',
    createdTime: String(each.time),
    updatedTime: String(each.time),
    channel: 'auto',
    clientOrderId: '',
  };
}
