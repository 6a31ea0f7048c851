import { type Amount, compare, zero } from '../../../../functions/shared/core/amount.ts';
import { times } from '../amounts.ts';
import { type SymbolData, symbolData } from '../data/symbols.ts';
import { ExchangeRefusal } from '../exchange-refusal.ts';
import { type Params, positiveAmount } from '../params.ts';
import type { TradingOrder } from '../records.ts';
import type { Call } from '../route.ts';
import { accountOfType } from '../simulator-state.ts';

/**
 * A new order, checked (exchange-api.md 3.16). On `v1` the quantity of a market buy is what to spend; on `v1.1` that is
 * `amount`, and `quantity` is always the coin bought or sold.
 */
export function readOrder(call: Call, version: 'v1' | 'v1.1'): { order: TradingOrder; symbol: SymbolData } {
  const { state, params, now } = call;
  const symbol = symbolData(params.required('symbol'));
  const side = params.required('side');
  const type = params.required('type');
  if (symbol === undefined) throw new ExchangeRefusal('0201');
  if (side !== 'BUY' && side !== 'SELL') throw new ExchangeRefusal('-1117');
  if (type !== 'LIMIT' && type !== 'LIMIT_MAKER' && type !== 'MARKET') throw new ExchangeRefusal('0206');
  if (![undefined, 'GTC'].includes(params.optional('timeInForce'))) throw new ExchangeRefusal('-1115');
  const clientOrderId = params.text('newClientOrderId', 255);
  if (clientOrderId !== '' && state.records.orders.some((each) => each.clientOrderId === clientOrderId)) {
    throw new ExchangeRefusal('-1141');
  }
  const price = type === 'MARKET' ? zero : readPrice(params, symbol);
  const isSpending =
    type === 'MARKET' && side === 'BUY' && (version === 'v1' || params.optional('amount') !== undefined);
  const spend = isSpending ? readSpend(params, version) : zero;
  const quantity = isSpending ? zero : readQuantity(params, symbol);
  const value = isSpending ? spend : times(quantity, type === 'MARKET' ? symbol.price : price);
  if (compare(value, symbol.minNotional) < 0) throw new ExchangeRefusal('-1140');
  const order: TradingOrder = {
    orderId: state.ids.long(),
    time: now,
    updatedAt: now,
    accountId: accountOfType(state, 1).id,
    clientOrderId: clientOrderId === '' ? String(now) : clientOrderId,
    symbol: symbol.symbol,
    side,
    type,
    price,
    quantity,
    spend,
    locked: side === 'BUY' ? { coin: symbol.quote, quantity: value } : { coin: symbol.base, quantity },
    status: 'NEW',
    executed: zero,
    executedQuote: zero,
    fee: { coin: side === 'BUY' ? symbol.base : symbol.quote, quantity: zero },
  };
  return { order, symbol };
}

function readPrice(params: Params, symbol: SymbolData): Amount {
  const text = params.optional('price') ?? '';
  const price = positiveAmount(text, symbol.priceDecimals);
  if (price === undefined) throw new ExchangeRefusal(positiveAmount(text, 18) === undefined ? '0207' : '0209');
  return price;
}

function readQuantity(params: Params, symbol: SymbolData): Amount {
  const quantity = positiveAmount(params.required('quantity'), symbol.quantityDecimals);
  if (quantity === undefined) throw new ExchangeRefusal('-1126');
  if (compare(quantity, symbol.minQuantity) < 0) throw new ExchangeRefusal('-1136');
  if (compare(quantity, symbol.maxQuantity) > 0) throw new ExchangeRefusal('-1135');
  return quantity;
}

function readSpend(params: Params, version: 'v1' | 'v1.1'): Amount {
  if (version === 'v1.1' && params.optional('quantity') !== undefined) throw new ExchangeRefusal('-1129');
  const spend = positiveAmount(params.required(version === 'v1' ? 'quantity' : 'amount'), 8);
  if (spend === undefined) throw new ExchangeRefusal('-1126');
  return spend;
}
