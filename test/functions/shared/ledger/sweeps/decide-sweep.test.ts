import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount, compare, decimalsOf, subtractToZero } from '../../../../../functions/shared/core/amount.ts';
import { validate } from '../../../../../functions/shared/core/validate.ts';
import { type Sweep, sweepSchema } from '../../../../../functions/shared/ledger/policy/sweep.ts';
import { decideSweep, type SweepDecision } from '../../../../../functions/shared/ledger/sweeps/decide-sweep.ts';

const sweepWith = (rest: Record<string, unknown>): Sweep =>
  validate('sweep', sweepSchema, { id: 's', coin: 'USDT', from: 'trading', to: 'custody', ...rest });

const run = (rest: Record<string, unknown>, fromFree: string, toTotal = '0', decimals = 6): SweepDecision =>
  decideSweep(sweepWith(rest), { fromFree: amount(fromFree), toTotal: amount(toTotal) }, decimals);

describe('how much a sweep moves', () => {
  test.each<[string, SweepDecision, string]>([
    ['all above the reserve', run({ amount: { above: '10000' } }, '12345.678'), '2345.678'],
    ['all, with no reserve', run({ amount: { above: '0' } }, '5'), '5'],
    ['what the target lacks', run({ amount: { topUpTo: '1000' } }, '5000', '400'), '600'],
    ['what there is, where the target lacks more', run({ amount: { topUpTo: '1000' } }, '50', '400'), '50'],
    ['a fixed amount', run({ amount: { fixed: '25.5' } }, '25.5'), '25.5'],
    ['a share', run({ amount: { percentage: '33' } }, '10'), '3.3'],
    ['everything as a share', run({ amount: { percentage: '100' } }, '10.123456'), '10.123456'],
    ['no more than max', run({ amount: { above: '0' }, max: '100' }, '5000'), '100'],
    ['exactly min', run({ amount: { above: '90' }, min: '10' }, '100'), '10'],
    ['rounded down to what the exchange takes', run({ amount: { percentage: '33.3333' } }, '1', '0', 2), '0.33'],
    ['whole coins only', run({ amount: { above: '0' } }, '7.999', '0', 0), '7'],
  ])('%s', (_what, decision, quantity) => {
    expect(decision).toEqual({ kind: 'move', quantity });
  });

  test.each<[string, SweepDecision, string, string]>([
    ['nothing above the reserve', run({ amount: { above: '100' } }, '100'), 'nothing-above-reserve', '0'],
    ['the reserve is not even there', run({ amount: { above: '100' } }, '1'), 'nothing-above-reserve', '0'],
    ['the target has enough', run({ amount: { topUpTo: '100' } }, '500', '100'), 'target-reached', '0'],
    ['there is nothing to top up with', run({ amount: { topUpTo: '100' } }, '0', '5'), 'insufficient-balance', '0'],
    ['less than the fixed amount', run({ amount: { fixed: '10' } }, '9.99'), 'insufficient-balance', '9.99'],
    ['a share of nothing', run({ amount: { percentage: '50' } }, '0'), 'insufficient-balance', '0'],
    ['below min', run({ amount: { above: '95' }, min: '10' }, '100'), 'below-min', '5'],
    ['max below what min asks', run({ amount: { above: '0' }, min: '10', max: '10' }, '9'), 'below-min', '9'],
    ['nothing left after rounding', run({ amount: { above: '0' } }, '0.0000009'), 'below-min', '0'],
    ['a dry run', run({ amount: { above: '0' }, dryRun: true }, '12.5'), 'dry-run', '12.5'],
    ['a dry run of nothing', run({ amount: { above: '50' }, dryRun: true }, '12.5'), 'nothing-above-reserve', '0'],
  ])('nothing moves: %s', (_what, decision, reason, quantity) => {
    expect(decision).toEqual({ kind: 'nothing', reason, quantity });
  });
});

const units = fc.bigInt({ min: 0n, max: 10n ** 12n }).map((value) => {
  const digits = value.toString().padStart(7, '0');
  return amount(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
});
const form = fc.oneof(
  units.map((above) => ({ above })),
  units.filter((value) => value !== '0').map((topUpTo) => ({ topUpTo })),
  units.filter((value) => value !== '0').map((fixed) => ({ fixed })),
  fc.integer({ min: 1, max: 100 }).map((percentage) => ({ percentage: String(percentage) })),
);

describe('whatever the sweep and the balances are', () => {
  test('it moves no more than there is, than max and than the form allows, and no less than min', () => {
    const positive = fc.option(
      units.filter((value) => value !== '0'),
      { nil: undefined },
    );
    fc.assert(
      fc.property(
        form,
        units,
        units,
        positive,
        positive,
        fc.integer({ min: 0, max: 6 }),
        (amountForm, fromFree, toTotal, min, max, decimals) => {
          const limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
          const sweep = sweepWith({ amount: amountForm, ...limits });
          const decision = decideSweep(sweep, { fromFree, toTotal }, decimals);
          if (decision.kind === 'nothing') return;
          const { quantity } = decision;
          expect(compare(quantity, fromFree)).toBeLessThanOrEqual(0);
          expect(decimalsOf(quantity)).toBeLessThanOrEqual(decimals);
          if (max !== undefined) expect(compare(quantity, max)).toBeLessThanOrEqual(0);
          if (min !== undefined) expect(compare(quantity, min)).toBeGreaterThanOrEqual(0);
          if ('above' in sweep.amount)
            expect(compare(subtractToZero(fromFree, quantity), sweep.amount.above)).toBeGreaterThanOrEqual(0);
          if ('topUpTo' in sweep.amount)
            expect(compare(quantity, subtractToZero(sweep.amount.topUpTo, toTotal))).toBeLessThanOrEqual(0);
          if ('fixed' in sweep.amount) expect(compare(quantity, sweep.amount.fixed)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  test('more in the account never moves less, unless the target is the bound', () => {
    fc.assert(
      fc.property(form, units, units, units, (amountForm, less, more, toTotal) => {
        const [low, high] = compare(less, more) <= 0 ? [less, more] : [more, less];
        const sweep = sweepWith({ amount: amountForm });
        const moved = (fromFree: typeof low) => {
          const decision = decideSweep(sweep, { fromFree, toTotal }, 6);
          return decision.kind === 'move' ? decision.quantity : amount('0');
        };
        expect(compare(moved(low), moved(high))).toBeLessThanOrEqual(0);
      }),
    );
  });
});
