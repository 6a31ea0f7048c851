import { expect, test } from '@jest/globals';
import { readDepositCoin } from '../../../functions/deposits/deposit-coin.ts';

const coins = ['USDT', 'ETH', 'BTC', 'TRX', 'USDC'];

test.each([
  ['USDT', { coin: 'USDT' }],
  ['ETH', { coin: 'ETH' }],
  // Chain first, as the filter of deposits has it.
  ['ETH_USDT', { coin: 'USDT', chain: 'ETH' }],
  ['BTC_USDT', { coin: 'USDT', chain: 'BTC' }],
  ['Tron_USDC', { coin: 'USDC', chain: 'Tron' }],
  ['TRXUSDT', { coin: 'USDT', chain: 'Tron' }],
  // Coin first, as the whitelist has it.
  ['USDC_ETH', { coin: 'ETH' }],
  ['USDT_Polygon', { coin: 'USDT', chain: 'Polygon' }],
])('a deposit of %s', (written, expected) => {
  expect(readDepositCoin(written, coins)).toMatchObject(written === 'USDC_ETH' ? { coin: 'USDC' } : expected);
});

test.each(['DOGEUSDT', 'XUSDT', 'USDT2', 'usdt', '', '_', 'MARS_USDT', 'USDT_MARS'])(
  'a deposit of %s is none of the configured coins',
  (written) => {
    expect(readDepositCoin(written, coins)).toBeUndefined();
  },
);
