import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  amount,
  compare,
  decimalsOf,
  isZero,
  parseAmount,
  percent,
  roundDown,
  smaller,
  subtractToZero,
} from '../../../../functions/shared/core/amount.ts';

describe('reading amounts', () => {
  test.each([
    ['0', '0'],
    ['0.0', '0'],
    ['1250.50', '1250.5'],
    ['007', '7'],
    ['0.000000000000000001', '0.000000000000000001'],
    ['99999999999999999999.99999999999999999999', '99999999999999999999.99999999999999999999'],
  ])('%s is %s', (text, canonical) => {
    expect(parseAmount(text)).toBe(canonical);
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '.5',
    '5.',
    '1e3',
    '1,000',
    '0x10',
    'NaN',
    'Infinity',
    '١',
    '1.000000000000000000001',
  ])('%j is no amount', (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });

  test('a text of more digits than any balance has is no amount', () => {
    expect(parseAmount('1'.repeat(21))).toBeUndefined();
  });
});

const anyAmount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 18 }))
  .map(([units, places]) => {
    const digits = units.toString().padStart(places + 1, '0');
    return amount(places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`);
  });

describe('arithmetic is exact', () => {
  test('what floats get wrong comes out right', () => {
    expect(add(amount('0.1'), amount('0.2'))).toBe('0.3');
    expect(percent(amount('0.07'), amount('100'))).toBe('0.07');
  });

  test('rounding down never gives more, and less than one unit less', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 0, max: 18 }), (value, decimals) => {
        const rounded = roundDown(value, decimals);
        expect(compare(rounded, value)).toBeLessThanOrEqual(0);
        expect(decimalsOf(rounded)).toBeLessThanOrEqual(decimals);
        const unit = amount(decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`);
        expect(compare(subtractToZero(value, rounded), unit)).toBe(-1);
      }),
    );
  });

  test('taking away and adding back is the same amount', () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (a, b) => {
        const less = smaller(a, b);
        const more = less === a ? b : a;
        expect(add(subtractToZero(more, less), less)).toBe(more);
        expect(isZero(subtractToZero(less, more))).toBe(true);
      }),
    );
  });
});
