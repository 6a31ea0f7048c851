import { subtractToZero, zero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { quotient, times } from '../amounts.ts';
import { credit, lock, spendLocked, unlock } from '../balances.ts';
import type { SymbolData } from '../data/symbols.ts';
import type { TradingOrder } from '../records.ts';
import type { SimulatorState } from '../simulator-state.ts';
import { recordTrade } from './record-movement.ts';

/**
 * Takes a trading order on: what it may cost is locked. A limit order stays open, because there is no other side here;
 * a market order is filled at once at the symbol's price, without a fee.
 */
export function beginOrder(state: SimulatorState, order: TradingOrder, symbol: SymbolData): void {
  state.records.orders.push(order);
  lock(state.records.balances, order.accountId, order.locked.coin, order.locked.quantity);
  if (order.type === 'MARKET') fill(state, order, symbol);
}

/** Gives back what an open order held. */
export function cancelOrder(state: SimulatorState, order: TradingOrder, now: Millis): void {
  unlock(state.records.balances, order.accountId, order.locked.coin, order.locked.quantity);
  order.status = 'CANCELED';
  order.updatedAt = now;
}

function fill(state: SimulatorState, order: TradingOrder, symbol: SymbolData): void {
  const { balances } = state.records;
  const { accountId, locked } = order;
  const isBySpending = order.spend !== zero;
  order.executed = isBySpending ? quotient(order.spend, symbol.price, symbol.quantityDecimals) : order.quantity;
  order.executedQuote = times(order.executed, symbol.price);
  const paid = order.side === 'BUY' ? order.executedQuote : order.executed;
  spendLocked(balances, accountId, locked.coin, paid);
  unlock(balances, accountId, locked.coin, subtractToZero(locked.quantity, paid));
  const received = order.side === 'BUY' ? order.executed : order.executedQuote;
  credit(balances, accountId, order.side === 'BUY' ? symbol.base : symbol.quote, received);
  order.status = 'FILLED';
  recordTrade(state, order, symbol.base);
}
