import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import type { BalanceList } from '../../../../../functions/shared/exchange/endpoints/balances.ts';
import {
  accountReading,
  isLookDue,
  lookEveryMs,
} from '../../../../../functions/shared/ledger/readings/account-balances.ts';
import { noon } from '../../../../support/clock.ts';

const of = (coin: string, total: string) => ({
  coin,
  free: amount(total),
  locked: amount('0'),
  total: amount(total),
});
const list = (records: BalanceList['records'], unreadable: BalanceList['unreadable'] = []) => ({ records, unreadable });

describe('a look at an account', () => {
  test('keeps our coins and what there is of others', () => {
    const { coins, unreadable } = accountReading(list([of('USDT', '5'), of('DOGE', '0'), of('SOL', '1')]), [
      'USDT',
      'BTC',
    ]);
    expect(Object.keys(coins)).toEqual(['USDT', 'BTC', 'SOL']);
    expect(coins.BTC).toEqual({ free: '0', locked: '0', total: '0' });
    expect(unreadable).toEqual([]);
  });

  test('says of no coin that it is zero which may be in a row that cannot be read', () => {
    const reading = accountReading(list([of('USDT', '5'), of('ETH', '1'), of('ETH', '2')], [{}, { coin: 'SOL' }]), [
      'USDT',
      'BTC',
    ]);
    expect(Object.keys(reading.coins)).toEqual(['USDT']);
    expect(reading.unreadable.toSorted()).toEqual(['BTC', 'ETH', 'SOL']);
  });
});

test.each([
  ['never looked at', {}, true],
  ['a moment ago', { last: { readAt: noon - lookEveryMs + 1, coins: {}, unreadable: [] } }, false],
  ['long ago', { last: { readAt: noon - lookEveryMs, coins: {}, unreadable: [] } }, true],
  ['in vain a moment ago', { failure: { failedAt: noon - 1, code: 'x' } }, false],
])('an account that was %s is to be looked at: %s', (_when, seen, isDue) => {
  expect(isLookDue(seen, noon)).toBe(isDue);
});
