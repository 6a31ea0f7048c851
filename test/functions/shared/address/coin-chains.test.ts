import { expect, test } from '@jest/globals';
import { checkableChains } from '../../../../functions/shared/address/check-address.ts';
import { isCoinOn } from '../../../../functions/shared/address/coin-chains.ts';

test.each([
  ['BTC', 'BTC'],
  ['USDT', 'BTC'],
  ['USDT', 'ETH'],
  ['USDT', 'Tron'],
  ['USDC', 'Polygon'],
  ['ETH', 'ETH'],
  ['ETH', 'Arbitrum'],
  ['a coin that nobody knows here'.toUpperCase(), 'ETH'],
])('%s can be on %s', (coin, chain) => {
  expect(isCoinOn(coin, chain)).toBe(true);
});

test.each([
  ['BTC', 'ETH'],
  ['BTC', 'Tron'],
  ['ETH', 'BTC'],
  ['ETH', 'Tron'],
  ['USDC', 'BTC'],
  ['TRX', 'ETH'],
])('%s cannot be on %s', (coin, chain) => {
  expect(isCoinOn(coin, chain)).toBe(false);
});

test.each(['USD', 'HKD'])('%s is on no chain', (coin) => {
  expect(checkableChains.some((chain) => isCoinOn(coin, chain))).toBe(false);
});
