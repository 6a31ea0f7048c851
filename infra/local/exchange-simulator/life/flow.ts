import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { totalOf } from '../balances.ts';
import type { Deposit, FiatWithdrawal, FlowItem, TradingOrder, Transfer, Withdrawal } from '../records.ts';
import type { World } from '../world.ts';

/** Final movements, as the fund statement shows them (hashkey-api.md 3.13). Amounts carry no sign. */

export function recordTransfer(world: World, transfer: Transfer, visibleAt: Millis): void {
  const { orderId, time, from, to, coin, quantity, clientOrderId, remark } = transfer;
  const { balances } = world.records;
  append(world, 'transfer', [from, to], time, visibleAt, transfer, {
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

export function recordWithdrawal(world: World, withdrawal: Withdrawal, endedAt: Millis): void {
  const { orderId, accountId, coin, chain, quantity, fee, txId, clientOrderId, remark } = withdrawal;
  const visibleAt = Math.max(endedAt, withdrawal.visibleAt);
  append(world, 'withdraw', [accountId], endedAt, visibleAt, withdrawal, {
    accountId,
    type: 'Withdraw',
    netVaAmount: quantity,
    vaCcy: coin,
    vaChainType: chain,
    vaBalance: totalOf(world.records.balances, accountId, coin),
    fee,
    feeCcy: coin,
    orderId,
    txnId: txId,
    clientOrderId,
    remark,
    transactTime: String(endedAt),
  });
}

export function recordFiatWithdrawal(world: World, withdrawal: FiatWithdrawal, endedAt: Millis): void {
  const { orderId, accountId, coin, quantity, fee, remark } = withdrawal;
  const visibleAt = Math.max(endedAt, withdrawal.visibleAt);
  append(world, 'fiatWithdraw', [accountId], endedAt, visibleAt, withdrawal, {
    accountId,
    type: 'fiatWithdraw',
    netFiatAmount: quantity,
    fiatCcy: coin,
    fiatBalance: totalOf(world.records.balances, accountId, coin),
    fee,
    feeCcy: coin,
    orderId,
    remark,
    transactTime: String(endedAt),
  });
}

export function recordDeposit(world: World, deposit: Deposit): void {
  const { orderId, time, accountId, coin, chain, quantity, txId } = deposit;
  const balance = totalOf(world.records.balances, accountId, coin);
  const shared = { accountId, fee: '0', feeCcy: coin, orderId, remark: '', transactTime: String(time) };
  const unnamed = { clientOrderId: '', remark: '' };
  if (chain === '') {
    const fiat = { type: 'fiatDeposit', netFiatAmount: quantity, fiatCcy: coin, fiatBalance: balance };
    append(world, 'fiatDeposit', [accountId], time, time, unnamed, { ...shared, ...fiat });
  } else {
    const crypto = { type: 'Deposit', netVaAmount: quantity, vaCcy: coin, vaChainType: chain, vaBalance: balance };
    append(world, 'deposit', [accountId], time, time, unnamed, { ...shared, ...crypto, txnId: txId });
  }
}

/** The line of a trade is not described anywhere; this one follows the others. */
export function recordTrade(world: World, order: TradingOrder, base: string): void {
  const { accountId, orderId, clientOrderId, symbol, side, executed, executedQuote, updatedAt } = order;
  append(
    world,
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
      vaBalance: totalOf(world.records.balances, accountId, base),
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

function append(
  world: World,
  type: FlowItem['type'],
  accountIds: readonly string[],
  time: Millis,
  visibleAt: Millis,
  { clientOrderId, remark }: { readonly clientOrderId: string; readonly remark: string },
  row: FlowItem['row'],
): void {
  const id = world.ids.long();
  world.records.flow.push({ id, type, accountIds, time, visibleAt, clientOrderId, remark, row: { id, ...row } });
}
