import { expect, test } from '@jest/globals';
import { sourceAccounts } from '../../../functions/reconciliation/source-accounts.ts';

const account = (accountId: string, type: string) => ({ accountId, label: '', type });
const ours = { trading: '1', custody: '5' };

test('payments leave from custody, and those to banks from the fiat account', () => {
  expect(sourceAccounts([account('1', '1'), account('5', '5'), account('6', '6')], ours)).toEqual({
    withdrawal: '5',
    'fiat-withdrawal': '6',
  });
});

test('of several it is the one that the configuration names', () => {
  expect(sourceAccounts([account('4', '5'), account('5', '5')], ours)).toEqual({ withdrawal: '5' });
});

test.each([
  ['several that nobody names', [account('7', '5'), account('8', '5')]],
  ['none of that type', [account('1', '1')]],
  ['one whose id is none', [account('abc', '5')]],
])('of %s nothing is known', (_what, seen) => {
  expect(sourceAccounts(seen, ours)).toEqual({});
});
