import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideFunding } from '../../../functions/asset-transfer/decide-funding.ts';
import {
  type Amount,
  add,
  amount,
  compare,
  decimalsOf,
  subtractToZero,
} from '../../../functions/shared/core/amount.ts';

const decide = (need: string, fromFree: string, toFree: string, most = '1000') =>
  decideFunding(
    amount(need),
    { fromFree: amount(fromFree), toFree: amount(toFree) },
    { most: amount(most), decimals: 6 },
  );

describe('what is moved for a withdrawal', () => {
  test.each<[string, object, Parameters<typeof decide>]>([
    ['is what it lacks', { kind: 'move', quantity: '20.5' }, ['100.5', '500', '80']],
    ['is all of it where nothing is there', { kind: 'move', quantity: '100.5' }, ['100.5', '100.5', '0']],
    ['is nothing where it lacks nothing', nothing('nothing-lacking', '0'), ['100', '500', '100']],
    ['is nothing where more is there', nothing('nothing-lacking', '0'), ['100', '0', '101']],
    ['is nothing where it lacks more than may be', nothing('over-funding-limit', '1000.1'), ['1000.1', '5000', '0']],
    ['is all that may be', { kind: 'move', quantity: '1000' }, ['1000', '5000', '0']],
    ['is not a part of what it lacks', { kind: 'too-little' }, ['100', '19.999999', '80']],
    ['is rounded up to what the exchange takes', { kind: 'move', quantity: '0.000001' }, ['1', '5', '0.99999999']],
  ])('%s', (_what, expected, given) => {
    expect(decide(...given)).toEqual(expected);
  });

  test('covers it, is never more than a last decimal over it, and never more than may be or is there', () => {
    const anyAmount = fc.bigInt({ min: 0n, max: 10n ** 16n }).map((units) => amount(withPoint(units)));
    fc.assert(
      fc.property(anyAmount, anyAmount, anyAmount, anyAmount, fc.nat(8), (need, fromFree, toFree, most, decimals) => {
        const decision = decideFunding(need, { fromFree, toFree }, { most, decimals });
        if (decision.kind !== 'move') return;
        const { quantity } = decision;
        const over = subtractToZero(add(toFree, quantity), need);
        expect(compare(add(toFree, quantity), need)).not.toBe(-1);
        expect(compare(over, lastDecimal(decimals))).toBe(-1);
        expect([compare(quantity, most), compare(quantity, fromFree)]).not.toContain(1);
        expect(decimalsOf(quantity)).toBeLessThanOrEqual(decimals);
      }),
    );
  });
});

function nothing(reason: string, quantity: string): object {
  return { kind: 'nothing', reason, quantity };
}

/** Eight decimals, as balances have them. */
function withPoint(units: bigint): string {
  const text = units.toString().padStart(9, '0');
  return `${text.slice(0, -8)}.${text.slice(-8)}`;
}

function lastDecimal(decimals: number): Amount {
  return amount(decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`);
}
