import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { groupDigits } from '../../../console/ui/group-digits.ts';

describe('an amount for people', () => {
  test.each([
    ['0', '0'],
    ['999', '999'],
    ['1250.5', '1,250.5'],
    ['-1234567.000000000000000001', '-1,234,567.000000000000000001'],
    ['not an amount', 'not an amount'],
  ])('%s is %s', (quantity, expected) => {
    expect(groupDigits(quantity)).toBe(expected);
  });

  test('has every digit of the exact one', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,29})(\.\d{1,18})?$/);
    fc.assert(fc.property(digits, (quantity) => groupDigits(quantity).replaceAll(',', '') === quantity));
  });
});
