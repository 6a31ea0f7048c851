import type { Json } from '../answers.ts';
import { type CoinData, coins } from '../data/coins.ts';
import { type SymbolData, symbols } from '../data/symbols.ts';
import type { Endpoint } from '../route.ts';

/** exchange-api.md 3.1. */
export const ping: Endpoint = () => ({});

/** exchange-api.md 3.1: here the time is a number. */
export const time: Endpoint = ({ now }) => ({ serverTime: now });

/** HashKey PRO's clock (exchange-api.md 2.6). ASSUMPTION A18: its body is not documented. */
export const proTime: Endpoint = ({ now }) => ({ timestamp: now });

/** exchange-api.md 3.15: symbols with their filters, coins with their chains. `symbol` narrows the symbols. */
export const exchangeInfo: Endpoint = ({ now, params }) => {
  const symbol = params.optional('symbol');
  return {
    timezone: 'UTC',
    serverTime: String(now),
    site: 'HK',
    brokerFilters: [],
    symbols: symbols.filter((each) => symbol === undefined || each.symbol === symbol).map(symbolRow),
    options: [],
    contracts: [],
    coins: coins.map(coinRow),
  };
};

function symbolRow(data: SymbolData): Json {
  return {
    symbol: data.symbol,
    symbolName: data.symbol,
    status: 'TRADING',
    baseAsset: data.base,
    baseAssetName: data.base,
    baseAssetPrecision: data.minQuantity,
    quoteAsset: data.quote,
    quoteAssetName: data.quote,
    quotePrecision: '0.0000001',
    retailAllowed: true,
    piAllowed: true,
    corporateAllowed: true,
    omnibusAllowed: true,
    icebergAllowed: false,
    isAggregate: false,
    allowMargin: false,
    filters: filtersOf(data),
  };
}

function filtersOf(data: SymbolData): Json {
  const spread = { buyPriceUpRate: '0.1', sellPriceDownRate: '0.1' };
  return [
    { filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01' },
    {
      filterType: 'LOT_SIZE',
      minQty: data.minQuantity,
      maxQty: data.maxQuantity,
      stepSize: data.minQuantity,
      marketOrderMinQty: data.minQuantity,
      marketOrderMaxQty: data.maxQuantity,
    },
    { filterType: 'MIN_NOTIONAL', minNotional: data.minNotional },
    {
      filterType: 'TRADE_AMOUNT',
      minAmount: data.minNotional,
      maxAmount: '1000000',
      minBuyPrice: '0',
      marketOrderMinAmount: data.minNotional,
      marketOrderMaxAmount: '1000000',
    },
    { filterType: 'LIMIT_TRADING', maxSellPrice: '0', ...spread },
    { filterType: 'MARKET_TRADING', ...spread },
    {
      filterType: 'OPEN_QUOTE',
      noAllowMarketStartTime: '0',
      noAllowMarketEndTime: '0',
      limitOrderStartTime: '0',
      limitOrderEndTime: '0',
      limitMinPrice: '0',
      limitMaxPrice: '0',
    },
  ];
}

function coinRow(data: CoinData): Json {
  return {
    orgId: '9001',
    coinId: data.coin,
    coinName: data.coin,
    coinFullName: data.name,
    allowWithdraw: true,
    allowDeposit: true,
    tokenType: data.tokenType,
    status: '1',
    chainTypes: data.chains.map((chain) => ({
      chainType: chain.listedAs,
      withdrawFee: chain.fee,
      minWithdrawQuantity: chain.minWithdraw,
      maxWithdrawQuantity: chain.maxWithdraw,
      minDepositQuantity: chain.minDeposit,
      allowDeposit: true,
      allowWithdraw: true,
    })),
  };
}
