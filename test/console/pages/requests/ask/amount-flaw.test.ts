import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { amountFlaw } from '../../../../../console/pages/requests/ask/amount-flaw.ts';
import { positiveAmountSchema } from '../../../../../functions/shared/core/schemas.ts';

describe('an amount as it is typed', () => {
  test.each([
    ['', 'empty'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['1,250.50', 'separator'],
    ['1 250', 'separator'],
    ['1’250.5', 'separator'],
    ['007', 'leading-zero'],
    ['1.', 'form'],
    ['.5', 'form'],
    ['1e3', 'form'],
    ['-1', 'form'],
    ['+1', 'form'],
    ['１２', 'form'],
    ['1.2.3', 'form'],
    ['1250.50', undefined],
    ['0.000001', undefined],
  ])('%j: %s', (text, flaw) => {
    expect(amountFlaw(text)).toBe(flaw);
  });

  test('is right exactly where the API takes it', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,\-+e ]{0,12}$/));
    fc.assert(
      fc.property(texts, (text) => {
        expect(amountFlaw(text) === undefined).toBe(v.safeParse(positiveAmountSchema, text).success);
      }),
    );
  });
});
