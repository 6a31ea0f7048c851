import { expect, test } from '@jest/globals';
import { termsIn } from '../../../functions/reconciliation/read-terms.ts';
import { amount } from '../../../functions/shared/core/amount.ts';

const chain = (name: string, changes: { maxWithdraw?: string; allowWithdraw?: boolean } = {}) => ({
  chain: name,
  withdrawFee: amount('1'),
  minWithdraw: amount('5'),
  maxWithdraw: amount(changes.maxWithdraw ?? '0'),
  allowWithdraw: changes.allowWithdraw ?? true,
});
const coin = (name: string, ...chains: ReturnType<typeof chain>[]) => ({ coin: name, allowWithdraw: true, chains });
const usual = { fee: '1', minimum: '5', isOpen: true };

test('the terms of the coins that may leave, by the names that requests take', () => {
  const listed = [coin('USDT', chain('ERC20', { maxWithdraw: '100' }), chain('TRC20')), coin('DOGE', chain('DOGE'))];
  expect(termsIn(listed, ['USDT'])).toEqual([
    {
      coin: 'USDT',
      isOpen: true,
      chains: [
        { ...usual, chain: 'ETH', maximum: '100' },
        { ...usual, chain: 'Tron' },
      ],
    },
  ]);
});

test('a maximum of zero is none', () => {
  expect(termsIn([coin('USDT', chain('ERC20'))], ['USDT'])[0]?.chains[0]).not.toHaveProperty('maximum');
});

test('two rows that stand for one chain, or one coin twice, tell nothing', () => {
  const twice = [coin('USDT', chain('ERC20'), chain('ETH'), chain('TRC20'))];
  expect(termsIn(twice, ['USDT'])[0]?.chains).toEqual([{ ...usual, chain: 'Tron' }]);
  expect(termsIn([coin('USDT', chain('ERC20')), coin('USDT', chain('TRC20'))], ['USDT'])).toEqual([]);
});
