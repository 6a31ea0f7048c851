import { amount, percent, roundDown, subtractToZero, zero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { quotient, times } from '../amounts.ts';
import { credit, debit, hasFree, lock, spendLocked, unlock } from '../balances.ts';
import type { SymbolData } from '../data/symbols.ts';
import type { TradingOrder } from '../records.ts';
import type { SimulatorState } from '../simulator-state.ts';
import { recordTrade } from './record-movement.ts';

type Coins = TradingOrder['locked'];

/** Records show 8 places at the most. */
const feeDecimals = 8;

/**
 * Takes a trading order on: what it may cost is locked. A limit order stays open, because there is no other side here;
 * a market order is filled at once at the symbol's price, for the usual fee where none is named.
 */
export function beginOrder(state: SimulatorState, order: TradingOrder, symbol: SymbolData, fee?: Coins): void {
  state.records.orders.push(order);
  lock(state.records.balances, order.accountId, order.locked.coin, order.locked.quantity);
  if (order.type === 'MARKET') fill(state, order, symbol, fee);
}

/** Gives back what an open order held. */
export function cancelOrder(state: SimulatorState, order: TradingOrder, now: Millis): void {
  unlock(state.records.balances, order.accountId, order.locked.coin, order.locked.quantity);
  order.status = 'CANCELED';
  order.updatedAt = now;
}

function fill(state: SimulatorState, order: TradingOrder, symbol: SymbolData, fee: Coins | undefined): void {
  const { balances } = state.records;
  const { accountId, locked } = order;
  const isBySpending = order.spend !== zero;
  order.executed = isBySpending ? quotient(order.spend, symbol.price, symbol.quantityDecimals) : order.quantity;
  order.executedQuote = times(order.executed, symbol.price);
  const paid = order.side === 'BUY' ? order.executedQuote : order.executed;
  spendLocked(balances, accountId, locked.coin, paid);
  unlock(balances, accountId, locked.coin, subtractToZero(locked.quantity, paid));
  const received = receivedBy(order, symbol);
  credit(balances, accountId, received.coin, received.quantity);
  order.fee = fee ?? feeOf(state, accountId, received);
  debit(balances, accountId, order.fee.coin, order.fee.quantity);
  order.status = 'FILLED';
  recordTrade(state, order, symbol);
}

function receivedBy({ side, executed, executedQuote }: TradingOrder, { base, quote }: SymbolData): Coins {
  return side === 'BUY' ? { coin: base, quantity: executed } : { coin: quote, quantity: executedQuote };
}

/** On top of what the order pays. One and the same number for any coin: nothing here has a price in every other. */
function feeOf(state: SimulatorState, accountId: string, received: Coins): Coins {
  const { percent: rate, coin = received.coin } = state.settings.tradingFee;
  const quantity = roundDown(percent(received.quantity, amount(rate)), feeDecimals);
  const isPayable = hasFree(state.records.balances, accountId, coin, quantity);
  return { coin: isPayable ? coin : received.coin, quantity };
}
