import { isZero } from '../../../../functions/shared/core/amount.ts';
import { quotient } from '../amounts.ts';
import type { Json } from '../answers.ts';
import { hasFree } from '../balances.ts';
import { ExchangeRefusal, missingParam } from '../exchange-refusal.ts';
import { beginOrder, cancelOrder } from '../lifecycle/order.ts';
import type { TradingOrder } from '../records.ts';
import type { Call, Endpoint } from '../route.ts';
import { readOrder } from './read-order.ts';
import { noteFlowDelay } from './visible-records.ts';

/** `POST /api/v1/spot/order` and `/api/v1.1/spot/order` (exchange-api.md 3.16). */
export const createOrder: Endpoint = (call) => placeOrder(call, 'v1');
export const createOrderV11: Endpoint = (call) => placeOrder(call, 'v1.1');

/** Checks an order and does nothing with it. */
export const testOrder: Endpoint = (call) => {
  checkFunds(call, readOrder(call, 'v1').order);
  return {};
};

/** By `orderId` or `origClientOrderId`. */
export const getOrder: Endpoint = (call) => {
  const order = findOrder(call, 'origClientOrderId');
  if (order === undefined) throw new ExchangeRefusal('0211');
  return {
    ...orderFields(order),
    exchangeId: '301',
    cummulativeQuoteQty: order.executedQuote,
    cumulativeQuoteQty: order.executedQuote,
    avgPrice: isZero(order.executed) ? '0' : quotient(order.executedQuote, order.executed, 8),
    stopPrice: '0.0',
    icebergQty: '0.0',
    time: String(order.time),
    updateTime: String(order.updatedAt),
    isWorking: true,
    feeCoin: isZero(order.fee.quantity) ? '' : order.fee.coin,
    feeAmount: order.fee.quantity,
    sumFeeAmount: order.fee.quantity,
  };
};

/** By `orderId` or `clientOrderId`: the names differ from those of the query. */
export const deleteOrder: Endpoint = (call) => {
  const order = findOrder(call, 'clientOrderId');
  if (order === undefined) throw new ExchangeRefusal('-1143');
  if (order.status === 'FILLED') throw new ExchangeRefusal('-1139');
  if (order.status === 'CANCELED') throw new ExchangeRefusal('-1142');
  cancelOrder(call.state, order, call.now);
  return { ...orderFields(order), transactTime: String(call.now) };
};

function placeOrder(call: Call, version: 'v1' | 'v1.1'): Json {
  const { order, symbol } = readOrder(call, version);
  checkFunds(call, order);
  noteFlowDelay(call, order.orderId);
  beginOrder(call.state, order, symbol);
  return { ...orderFields(order), transactTime: String(order.time), concentration: '' };
}

function checkFunds({ state }: Call, { accountId, locked }: TradingOrder): void {
  if (!hasFree(state.records.balances, accountId, locked.coin, locked.quantity)) throw new ExchangeRefusal('0401');
}

function findOrder({ state, params }: Call, clientName: string): TradingOrder | undefined {
  const orderId = params.optional('orderId');
  const clientOrderId = params.optional(clientName);
  if (orderId === undefined && clientOrderId === undefined) throw missingParam('orderId');
  return state.records.orders.find((each) =>
    orderId === undefined ? each.clientOrderId === clientOrderId : each.orderId === orderId,
  );
}

function orderFields(order: TradingOrder): { readonly [name: string]: Json } {
  return {
    accountId: order.accountId,
    symbol: order.symbol,
    symbolName: order.symbol,
    clientOrderId: order.clientOrderId,
    orderId: order.orderId,
    price: order.price,
    origQty: order.quantity,
    executedQty: order.executed,
    status: order.status,
    timeInForce: order.type === 'MARKET' ? 'IOC' : 'GTC',
    type: order.type,
    side: order.side,
    reqAmount: order.spend,
  };
}
