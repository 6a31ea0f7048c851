import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { totalOf } from '../balances.ts';
import type { Deposit, FiatWithdrawal, Movement, TradingOrder, Transfer, Withdrawal } from '../records.ts';
import type { SimulatorState } from '../simulator-state.ts';

/** Final movements, as the fund statement shows them (exchange-api.md 3.13). Amounts carry no sign. */

export function recordTransfer(
  state: SimulatorState,
  transfer: Transfer,
  { shownTime: time, visibleAt }: Pick<Withdrawal, 'shownTime' | 'visibleAt'>,
): void {
  const { orderId, from, to, coin, quantity, clientOrderId, remark } = transfer;
  const { balances } = state.records;
  appendMovement(state, 'transfer', [from, to], time, visibleAt, transfer, {
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

export function recordWithdrawal(state: SimulatorState, withdrawal: Withdrawal, endedAt: Millis): void {
  const { orderId, accountId, coin, chain, quantity, fee, txId, clientOrderId, remark } = withdrawal;
  const visibleAt = Math.max(endedAt, withdrawal.visibleAt);
  appendMovement(state, 'withdraw', [accountId], endedAt, visibleAt, withdrawal, {
    accountId,
    type: 'Withdraw',
    netVaAmount: quantity,
    vaCcy: coin,
    vaChainType: chain,
    vaBalance: totalOf(state.records.balances, accountId, coin),
    fee,
    feeCcy: coin,
    orderId,
    txnId: txId,
    clientOrderId,
    remark,
    transactTime: String(endedAt),
  });
}

export function recordFiatWithdrawal(state: SimulatorState, withdrawal: FiatWithdrawal, endedAt: Millis): void {
  const { orderId, accountId, coin, quantity, fee, remark } = withdrawal;
  const visibleAt = Math.max(endedAt, withdrawal.visibleAt);
  appendMovement(state, 'fiatWithdraw', [accountId], endedAt, visibleAt, withdrawal, {
    accountId,
    type: 'fiatWithdraw',
    netFiatAmount: quantity,
    fiatCcy: coin,
    fiatBalance: totalOf(state.records.balances, accountId, coin),
    fee,
    feeCcy: coin,
    orderId,
    remark,
    transactTime: String(endedAt),
  });
}

export function recordDeposit(state: SimulatorState, deposit: Deposit): void {
  const { orderId, time, accountId, coin, chain, quantity, txId } = deposit;
  const balance = totalOf(state.records.balances, accountId, coin);
  const shared = { accountId, fee: '0', feeCcy: coin, orderId, remark: '', transactTime: String(time) };
  const unnamed = { clientOrderId: '', remark: '' };
  if (chain === '') {
    const fiat = { type: 'fiatDeposit', netFiatAmount: quantity, fiatCcy: coin, fiatBalance: balance };
    appendMovement(state, 'fiatDeposit', [accountId], time, time, unnamed, { ...shared, ...fiat });
  } else {
    const crypto = { type: 'Deposit', netVaAmount: quantity, vaCcy: coin, vaChainType: chain, vaBalance: balance };
    appendMovement(state, 'deposit', [accountId], time, time, unnamed, { ...shared, ...crypto, txnId: txId });
  }
}

/** The line of a trade is not described anywhere; this one follows the others. */
export function recordTrade(state: SimulatorState, order: TradingOrder, base: string): void {
  const { accountId, orderId, clientOrderId, symbol, side, executed, executedQuote, updatedAt } = order;
  appendMovement(
    state,
    'trade',
    [accountId],
    updatedAt,
    updatedAt,
    { clientOrderId, remark: '' },
    {
      accountId,
      type: 'Trade',
      symbol,
      side,
      netVaAmount: executed,
      vaCcy: base,
      vaBalance: totalOf(state.records.balances, accountId, base),
      quoteAmount: executedQuote,
      fee: '0',
      feeCcy: base,
      orderId,
      clientOrderId,
      remark: '',
      transactTime: String(updatedAt),
    },
  );
}

function appendMovement(
  state: SimulatorState,
  type: Movement['type'],
  accountIds: readonly string[],
  time: Millis,
  visibleAt: Millis,
  { clientOrderId, remark }: { readonly clientOrderId: string; readonly remark: string },
  row: Movement['row'],
): void {
  const id = state.ids.long();
  state.records.movements.push({ id, type, accountIds, time, visibleAt, clientOrderId, remark, row: { id, ...row } });
}
