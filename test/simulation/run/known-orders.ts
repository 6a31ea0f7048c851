import { amount, zero } from '../../../functions/shared/core/amount.ts';
import { accounts, bankDestinations, otherAddress, startTime } from '../fakes/simulated-policy.ts';
import type { Plan } from '../plan/plan.ts';
import type { Simulation } from './simulation.ts';

/** So long before the start did the house pay what is known to be in the records. */
const sinceMs = 2 * 3_600_000;
/** Below every number of a later line of the statement. */
const transferId = String(startTime * 1_000 - 1);

/**
 * The house has stood for a while: in most runs an order of each kind is known to be in the exchange's records. They
 * are like none of a run.
 */
export function beginWithKnownOrders({ plan, exchange, put }: Simulation): void {
  if (!hasKnownOrders(plan)) return;
  const { records } = exchange.simulator;
  const time = exchange.now() - sinceMs;
  const names = { clientOrderId: 'known', remark: 'known' };
  const shown = { time, shownTime: time, visibleAt: time, quantity: amount('3'), fee: zero, ...names };
  records.withdrawals.push({
    ...shown,
    orderId: 'W800000000000001',
    accountId: accounts.custody.id,
    coin: 'USDT',
    chain: 'ETH',
    address: otherAddress,
    platform: '',
    memo: '',
    status: 'successful',
    failedReason: '',
    txId: '0x',
  });
  records.fiatWithdrawals.push({
    ...shown,
    orderId: 'FW800000000000001',
    accountId: accounts.custody.id,
    bankAccount: bankDestinations.house.bankAccount,
    coin: 'USD',
    status: 'successful',
    updatedAt: time,
  });
  addTransfer(records.movements, time);
  const ids = { withdrawal: 'W800000000000001', 'fiat-withdrawal': 'FW800000000000001', 'asset-transfer': transferId };
  for (const [kind, exchangeOrderId] of Object.entries(ids)) put({ pk: `known-order#${kind}`, exchangeOrderId, time });
}

export function hasKnownOrders({ seed }: Pick<Plan, 'seed'>): boolean {
  return seed % 9 !== 4;
}

function addTransfer(movements: Simulation['exchange']['simulator']['records']['movements'], time: number): void {
  const [from, to] = [accounts.custody.id, accounts.trading.id];
  const names = { clientOrderId: 'known', remark: 'known' };
  const row = {
    id: transferId,
    orderId: transferId,
    fromAccountId: from,
    toAccountId: to,
    type: 'Transfer',
    netTransferAmount: '3',
    transferCcy: 'USDT',
    transactTime: String(time),
    ...names,
  };
  const line = {
    ...names,
    id: transferId,
    type: 'transfer',
    accountIds: [from, to],
    time,
    visibleAt: time,
    row,
  } as const;
  movements.push(line);
}
