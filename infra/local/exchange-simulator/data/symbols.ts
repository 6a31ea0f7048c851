import { type Amount, amount } from '../../../../functions/shared/core/amount.ts';

export interface SymbolData {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  /** Places of a quantity and of a price. */
  readonly quantityDecimals: number;
  readonly priceDecimals: number;
  readonly minQuantity: Amount;
  readonly maxQuantity: Amount;
  readonly minNotional: Amount;
  /** There is no order book here: market orders are filled at this price, limit orders stay open. */
  readonly price: Amount;
}

function pair(base: string, quote: string, quantityDecimals: number, price: string, max: string): SymbolData {
  return {
    symbol: `${base}${quote}`,
    base,
    quote,
    quantityDecimals,
    priceDecimals: 2,
    minQuantity: amount(`0.${'1'.padStart(quantityDecimals, '0')}`),
    maxQuantity: amount(max),
    minNotional: amount('1'),
    price: amount(price),
  };
}

export const symbols: readonly SymbolData[] = [
  pair('BTC', 'USDT', 5, '65000', '20'),
  pair('ETH', 'USDT', 4, '3250', '200'),
  pair('BTC', 'USD', 5, '65000', '20'),
  pair('ETH', 'USD', 4, '3250', '200'),
  pair('USDT', 'USD', 2, '1', '500000'),
  pair('USDC', 'USD', 2, '1', '500000'),
];

export function symbolData(symbol: string): SymbolData | undefined {
  return symbols.find((each) => each.symbol === symbol);
}
