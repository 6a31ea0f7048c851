import { type Amount, add, zero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import type { Json } from '../answers.ts';
import { totalOf } from '../balances.ts';
import { coinData } from '../data/coins.ts';
import type { SymbolData } from '../data/symbols.ts';
import type { Deposit, FiatWithdrawal, Movement, TradingOrder, Transfer, Withdrawal } from '../records.ts';
import type { SimulatorState } from '../simulator-state.ts';

/**
 * Final movements, as the fund statement shows them (exchange-api.md 3.13). Amounts carry no sign, and fees come on top
 * (ASSUMPTION A35). Balances are those right after the movement, so each is recorded as soon as it was made.
 */

export function recordTransfer(
  state: SimulatorState,
  transfer: Transfer,
  { shownTime: time, visibleAt }: Pick<Withdrawal, 'shownTime' | 'visibleAt'>,
): void {
  const { orderId, from, to, coin, quantity, clientOrderId, remark } = transfer;
  const { balances } = state.records;
  appendMovement(state, { type: 'transfer', accountIds: [from, to], time, visibleAt }, transfer, {
    fromAccountId: from,
    toAccountId: to,
    type: 'Transfer',
    netTransferAmount: quantity,
    transferCcy: coin,
    fromAccountBalance: totalOf(balances, from, coin),
    toAccountBalance: totalOf(balances, to, coin),
    orderId,
    remark,
    transactTime: String(time),
    clientOrderId,
  });
}

export function recordWithdrawal(state: SimulatorState, withdrawal: Withdrawal, time: Millis): void {
  const { accountId, coin, feeCoin = coin, chain, txId, clientOrderId } = withdrawal;
  const visibleAt = Math.max(time, withdrawal.visibleAt);
  appendMovement(state, { type: 'withdraw', accountIds: [accountId], time, visibleAt }, withdrawal, {
    ...lineOf(state, 'Withdraw', { ...takenBy(state, { ...withdrawal, feeCoin }), time }),
    vaChainType: chain,
    txnId: txId,
    clientOrderId,
  });
}

export function recordFiatWithdrawal(state: SimulatorState, withdrawal: FiatWithdrawal, time: Millis): void {
  const { accountId, coin } = withdrawal;
  const visibleAt = Math.max(time, withdrawal.visibleAt);
  const line = lineOf(state, 'fiatWithdraw', { ...takenBy(state, { ...withdrawal, feeCoin: coin }), time });
  appendMovement(state, { type: 'fiatWithdraw', accountIds: [accountId], time, visibleAt }, withdrawal, line);
}

const unnamed = { clientOrderId: '', remark: '' };

export function recordDeposit(state: SimulatorState, deposit: Deposit): void {
  const { updatedAt: time, accountId, coin, chain, txId } = deposit;
  const type = chain === '' ? 'fiatDeposit' : 'deposit';
  const line = lineOf(state, chain === '' ? type : 'Deposit', { ...deposit, ...unnamed, ...freeOf(coin), time });
  const crypto = chain === '' ? {} : { vaChainType: chain, txnId: txId };
  const about = { type, accountIds: [accountId], time, visibleAt: time } as const;
  appendMovement(state, about, { ...unnamed, orderId: deposit.orderId }, { ...line, ...crypto });
}

export function refundIdOf({ orderId }: Deposit): string {
  return `refund_${orderId}`;
}

/** A deposit that was credited goes back to its sender. */
export function recordRefund(state: SimulatorState, deposit: Deposit): void {
  const { updatedAt: time, accountId, coin, chain, txId } = deposit;
  const orderId = refundIdOf(deposit);
  const refund = takenBy(state, { ...deposit, ...unnamed, ...freeOf(coin) });
  const line = lineOf(state, 'Refund', { ...refund, orderId, time });
  const crypto = chain === '' ? {} : { vaChainType: chain, txnId: txId };
  const about = { type: 'refund', accountIds: [accountId], time, visibleAt: time } as const;
  appendMovement(state, about, { ...unnamed, orderId }, { ...line, ...crypto });
}

/** Without signs only the balance after it tells whether a reversal gave or took: nothing is documented of it. */
export function recordReversal(
  state: SimulatorState,
  reversal: Pick<Deposit, 'orderId' | 'accountId' | 'coin' | 'quantity' | 'time'>,
  gives: boolean,
): void {
  const { orderId, accountId, coin, time } = reversal;
  const told = { ...reversal, ...unnamed, ...freeOf(coin) };
  const line = lineOf(state, 'Reversal', gives ? told : takenBy(state, told));
  const about = { type: 'reversal', accountIds: [accountId], time, visibleAt: time } as const;
  appendMovement(state, about, { ...unnamed, orderId }, line);
}

/** The line of a trade is not described anywhere; this one follows the others, with both balances. */
export function recordTrade(state: SimulatorState, order: TradingOrder, { base, quote }: SymbolData): void {
  const { accountId, orderId, clientOrderId, symbol, side, executed, executedQuote, fee, updatedAt: time } = order;
  const { balances } = state.records;
  const names = { clientOrderId, remark: '' };
  appendMovement(
    state,
    { type: 'trade', accountIds: [accountId], time, visibleAt: time },
    { ...names, orderId },
    {
      accountId,
      type: 'Trade',
      symbol,
      side,
      netVaAmount: side === 'SELL' ? signed(state, executed) : executed,
      vaCcy: base,
      vaBalance: totalOf(balances, accountId, base),
      quoteAmount: executedQuote,
      quoteCcy: quote,
      quoteBalance: totalOf(balances, accountId, quote),
      fee: fee.quantity,
      feeCcy: fee.coin,
      orderId,
      ...names,
      transactTime: String(time),
    },
  );
}

function freeOf(coin: string) {
  return { fee: zero, feeCoin: coin };
}

/** What leaves an account, in the form that the option asks for. */
function takenBy<Taken extends { readonly quantity: Amount; readonly fee: Amount } & Coins>(
  state: SimulatorState,
  taken: Taken,
): Omit<Taken, 'quantity'> & { readonly quantity: string } {
  const { quantity, fee, coin, feeCoin } = taken;
  const isWithin = state.settings.flowForm.fees === 'within' && feeCoin === coin;
  return { ...taken, quantity: signed(state, isWithin ? add(quantity, fee) : quantity) };
}

interface Coins {
  readonly coin: string;
  readonly feeCoin: string;
}

function signed({ settings }: SimulatorState, quantity: Amount): string {
  return settings.flowForm.signs === 'minus' ? `-${quantity}` : quantity;
}

interface Line {
  readonly accountId: string;
  readonly coin: string;
  readonly quantity: string;
  readonly fee: string;
  readonly feeCoin: string;
  readonly orderId: string;
  readonly remark: string;
  readonly time: Millis;
}

/** A movement of one coin of one account: fiat and crypto have fields of their own for the same. */
function lineOf(state: SimulatorState, type: string, { quantity, coin, ...line }: Line): { [name: string]: Json } {
  const { accountId, orderId, fee, feeCoin, remark, time } = line;
  const balance = totalOf(state.records.balances, accountId, coin);
  const shared = { accountId, type, fee, feeCcy: feeCoin, orderId, remark, transactTime: String(time) };
  const isFiat = coinData(coin)?.tokenType === 'REAL_MONEY';
  return isFiat
    ? { ...shared, netFiatAmount: quantity, fiatCcy: coin, fiatBalance: balance }
    : { ...shared, netVaAmount: quantity, vaCcy: coin, vaBalance: balance };
}

function appendMovement(
  state: SimulatorState,
  about: Pick<Movement, 'type' | 'accountIds' | 'time' | 'visibleAt'>,
  { orderId, clientOrderId, remark }: Pick<Transfer, 'orderId' | 'clientOrderId' | 'remark'>,
  row: Movement['row'],
): void {
  const id = state.ids.long();
  const visibleAt = about.visibleAt + state.settings.flowLagMs + (state.flowDelays.get(orderId) ?? 0);
  state.records.movements.push({ ...about, id, visibleAt, clientOrderId, remark, row: { id, ...row } });
}
