import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import { amount } from '../../../../functions/base/amount.ts';
import { limitOver } from '../../../../functions/ledger/limits/limit-over.ts';
import { type Policy, withdrawalLimitsSchema } from '../../../../functions/ledger/policy/policy.ts';

const day = 86_400_000;
const limits = (changes: object = {}): Policy['withdrawals'][string] =>
  v.parse(withdrawalLimitsSchema, { perInstruction: '1000', ...changes });

test.each([
  ['its own limit', {}, '1000', 'over-per-instruction'],
  ['a window of its coin', { rolling: [{ windowMs: day, amount: '600' }] }, '600', 'over-rolling-limit'],
  ['its destination’s limit', { perDestination: { perInstruction: '50' } }, '50', 'over-destination-limit'],
  [
    'a window of its destination',
    { perDestination: { rolling: [{ windowMs: day, count: 1, amount: '70' }] } },
    '70',
    'over-destination-limit',
  ],
  [
    'its own limit and all others, of which its own is told',
    { rolling: [{ windowMs: day, amount: '1000' }], perDestination: { perInstruction: '1000' } },
    '1000',
    'over-per-instruction',
  ],
])('one withdrawal may be as much as %s, and not more', (_what, changes, most, reason) => {
  expect(limitOver(amount(most), limits(changes))).toBeUndefined();
  expect(limitOver(amount(`${most}.000001`), limits(changes))).toBe(reason);
});

test('one withdrawal is never over a count by itself', () => {
  const rolling = [{ windowMs: day, count: 1 }];
  expect(limitOver(amount('1000'), limits({ rolling, perDestination: { rolling } }))).toBeUndefined();
});
