import { expect, test } from '@jest/globals';
import { readDepositCoin } from '../../../functions/deposits/deposit-coin.ts';

const coins = ['USDT', 'ETH', 'BTC', 'TRX', 'USDC', 'SOL', 'TON', 'DOGE'];

test.each([
  ['USDT', { coin: 'USDT' }],
  ['ETH', { coin: 'ETH' }],
  // Chain first, as the filter of deposits has it.
  ['ETH_USDT', { coin: 'USDT', chain: 'ETH' }],
  ['BTC_USDT', { coin: 'USDT', chain: 'BTC' }],
  ['Tron_USDC', { coin: 'USDC', chain: 'Tron' }],
  ['TRXUSDT', { coin: 'USDT', chain: 'Tron' }],
  // Chains whose addresses cannot be checked here.
  ['SOL_USDC', { coin: 'USDC', chain: 'Solana' }],
  ['Solana_SOL', { coin: 'SOL', chain: 'Solana' }],
  ['TON_TON', { coin: 'TON', chain: 'TON' }],
  ['DOGE_DOGE', { coin: 'DOGE', chain: 'Dogecoin' }],
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
