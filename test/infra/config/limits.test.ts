import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';

const [day, week] = [86_400_000, 604_800_000];
const limited = (changes: object) =>
  configWith({ withdrawals: { USDT: { perInstruction: '5', rolling: { '24h': '10', '7d': '20' }, ...changes } } });
const policyOf = (changes: object) => parsePolicy(JSON.parse(defineTreasury(limited(changes)).policy)).withdrawals.USDT;

describe('limits of a configuration', () => {
  test('become windows in milliseconds', () => {
    expect(policyOf({})?.rolling).toEqual([
      { windowMs: day, amount: '10' },
      { windowMs: week, amount: '20' },
    ]);
    expect(policyOf({})).not.toHaveProperty('perDestination');
  });

  test('of amounts and of counts share their window', () => {
    expect(policyOf({ counts: { '24h': 3 } })?.rolling).toEqual([
      { windowMs: day, amount: '10', count: 3 },
      { windowMs: week, amount: '20' },
    ]);
    expect(policyOf({ rolling: {}, counts: { '7d': 9 } })?.rolling).toEqual([{ windowMs: week, count: 9 }]);
  });

  test('may be set for each destination by itself', () => {
    const perDestination = { perInstruction: '2', rolling: { '7d': '7' }, counts: { '24h': 1 } };
    expect(policyOf({ perDestination })?.perDestination).toEqual({
      perInstruction: '2',
      rolling: [
        { windowMs: day, count: 1 },
        { windowMs: week, amount: '7' },
      ],
    });
    expect(policyOf({ perDestination: { counts: { '7d': 2 } } })?.perDestination).toEqual({
      rolling: [{ windowMs: week, count: 2 }],
    });
  });

  test.each([
    ['a day over its week', { rolling: { '24h': '21', '7d': '20' } }, 'USDT.rolling.24h: is over what a week may see'],
    [
      'more in a day than in its week',
      { counts: { '24h': 4, '7d': 3 } },
      'USDT.counts.24h: is over what a week may see',
    ],
    [
      'a destination’s day over its week',
      { perDestination: { counts: { '24h': 4, '7d': 3 } } },
      'USDT.perDestination.counts.24h: is over what a week may see',
    ],
    ['too many decimals', { rolling: { '24h': '1.0000001' } }, 'USDT.rolling.24h: has more decimals than the coin'],
    [
      'too many decimals for a destination',
      { perDestination: { perInstruction: '1.0000001' } },
      'USDT.perDestination.perInstruction: has more decimals than the coin',
    ],
    ['limits of a destination that limit nothing', { perDestination: {} }, 'USDT.perDestination: limits nothing'],
    ['no withdrawal at all', { counts: { '24h': 0 } }, 'a whole number of withdrawals from 1'],
    ['half a withdrawal', { counts: { '24h': 1.5 } }, 'a whole number of withdrawals from 1'],
    ['a count as text', { counts: { '24h': '3' } }, 'a whole number of withdrawals from 1'],
    ['another window', { counts: { '30d': 3 } }, 'USDT.counts.30d: unknown field'],
  ])('are refused for %s', (_what, changes, told) => {
    expect(() => defineTreasury(limited(changes))).toThrow(told);
  });

  test('of a day that equal those of its week stand', () => {
    expect(policyOf({ rolling: { '24h': '20', '7d': '20' }, counts: { '24h': 3, '7d': 3 } })?.rolling).toHaveLength(2);
  });
});
