import { expect, test } from '@jest/globals';
import { requestChainOf } from '../../../../functions/shared/exchange/chain-names.ts';
import { coins } from '../../../../infra/local/exchange-simulator/data/coins.ts';

test.each(coins.flatMap(({ coin, chains }) => chains.map(({ name, listedAs }) => [coin, listedAs, name] as const)))(
  '%s on %s is asked for on %s',
  (_coin, listedAs, name) => {
    expect(requestChainOf(listedAs)).toBe(name);
  },
);

test.each([
  ['AVAX C-Chain', 'AvalancheC'],
  ['BSC(BEP20)', 'BSC'],
])('%s, as the exchange was seen to show it, is %s', (shown, name) => {
  expect(requestChainOf(shown)).toBe(name);
});

test('a name that is not known stands for itself, and its letter case counts', () => {
  expect(requestChainOf('ETH')).toBe('ETH');
  expect(requestChainOf('erc20')).toBe('erc20');
});
