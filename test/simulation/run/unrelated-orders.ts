import { amount, zero } from '../../../functions/shared/core/amount.ts';
import { accounts, destinations, startTime } from '../fakes/simulated-policy.ts';
import type { Simulation } from './simulation.ts';

/** Unrelated orders are this close together, so that a page of it covers most of a minute. */
const apartMs = 400;

/**
 * Orders of somebody else that come into the exchange's records just before the first action, so that they fill pages.
 * They are like none of ours.
 */
export function addUnrelatedOrders(simulation: Simulation): void {
  const { unrelatedOrders, unrelatedOrderKind } = simulation.plan.world;
  const { movements: flow, withdrawals } = simulation.exchange.simulator.records;
  const first = simulation.plan.actions.find(({ kind }) => kind === 'request' || kind === 'sweep-due')?.at ?? 0;
  simulation.timeline.at(startTime + first, () => {
    // Lines of the statement are numbered in their order: where there are some already, none come before them.
    if (unrelatedOrderKind === 'asset-transfer' && flow.some(({ time }) => time >= startTime)) return;
    for (let each = 0; each < unrelatedOrders; each += 1) {
      const time = simulation.exchange.now() - (unrelatedOrders - each) * apartMs;
      if (unrelatedOrderKind === 'withdrawal') addWithdrawal(simulation, each, time);
      else addTransfer(simulation, each, time);
    }
    withdrawals.sort((a, b) => a.time - b.time);
  });
}

function addWithdrawal({ exchange, observer }: Simulation, each: number, time: number): void {
  const number = 1_000 + each;
  const order = {
    orderId: `W90000000000000${number}`,
    clientOrderId: `noise-${each}`,
    remark: `noise-${each}`,
    time,
    shownTime: time,
    visibleAt: time,
    accountId: accounts.custody.id,
    coin: 'USDT',
    chain: 'ETH',
    address: destinations.acme.address,
    quantity: amount(`0.00${number}`),
    fee: zero,
    platform: '',
    memo: '',
    status: 'successful' as const,
    failedReason: '' as const,
    txId: '0x',
  };
  exchange.simulator.records.withdrawals.push(order);
  observer.executions.push({ kind: 'withdrawal', order, at: observer.now(), exchangeAt: time });
}

/** A line of the fund statement. Its number is below that of every later one. */
function addTransfer({ exchange, observer }: Simulation, each: number, time: number): void {
  const number = 1_000 + each;
  const { trading, custody } = accounts;
  const names = { clientOrderId: `noise-${each}`, remark: `noise-${each}` };
  const order = {
    ...names,
    orderId: String(startTime * 1_000 + each),
    time,
    from: custody.id,
    to: trading.id,
    coin: 'USDT',
    quantity: amount(`0.00${number}`),
  };
  const row = {
    id: order.orderId,
    fromAccountId: order.from,
    toAccountId: order.to,
    type: 'Transfer',
    netTransferAmount: order.quantity,
    transferCcy: order.coin,
    orderId: order.orderId,
    transactTime: String(time),
    ...names,
  };
  const accountIds = [order.from, order.to];
  exchange.simulator.records.movements.push({
    ...names,
    id: order.orderId,
    type: 'transfer',
    accountIds,
    time,
    visibleAt: time,
    row,
  });
  observer.executions.push({ kind: 'asset-transfer', order, at: observer.now(), exchangeAt: time });
}
