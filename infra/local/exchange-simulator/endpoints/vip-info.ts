import { symbolData } from '../data/symbols.ts';
import { illegalParam } from '../exchange-refusal.ts';
import type { Endpoint } from '../route.ts';

/** exchange-api.md 3.14: fee rates of the symbols asked for. A success with code 0 inside. */
export const vipInfo: Endpoint = ({ params, now }) => {
  const data = params
    .required('symbols')
    .split(',')
    .map((name) => {
      const found = symbolData(name);
      if (found === undefined) throw illegalParam('symbols');
      return {
        symbol: found.symbol,
        productType: 'Token-Token',
        buyMakerFeeCurrency: found.base,
        buyTakerFeeCurrency: found.base,
        sellMakerFeeCurrency: found.quote,
        sellTakerFeeCurrency: found.quote,
        actualMakerRate: '0.0012',
        actualTakerRate: '0.0012',
      };
    });
  return {
    code: 0,
    vipLevel: '0',
    tradeVol30Day: '0',
    totalAssetBal: '0',
    data,
    updateTimestamp: String(now),
  };
};
