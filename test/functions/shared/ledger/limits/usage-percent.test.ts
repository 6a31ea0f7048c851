import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import type { Book } from '../../../../../functions/shared/ledger/limits/book.ts';
import { usagePercent } from '../../../../../functions/shared/ledger/limits/usage.ts';
import { windowName } from '../../../../../functions/shared/ledger/limits/window-name.ts';
import { noon } from '../../../../support/clock.ts';

const dayMs = 86_400_000;
const book: Book = {
  entries: [
    { id: 'in-doubt#1', quantity: amount('100') },
    { id: 'today#1', quantity: amount('50.5'), movedAt: noon - 1_000 },
    { id: 'yesterday#1', quantity: amount('800'), movedAt: noon - dayMs - 1 },
  ],
  hours: [],
};
const percent = (limit: { amount?: string; count?: number }) => {
  const { amount: most, count } = limit;
  const limits = { ...(most === undefined ? {} : { amount: amount(most) }), ...(count === undefined ? {} : { count }) };
  return usagePercent(book, { windowMs: dayMs, ...limits }, noon);
};

describe('how far a limit is used', () => {
  test('counts what is in doubt and what moved in the window', () => {
    expect(percent({ amount: '1000' })).toBe(15.05);
    expect(percent({ count: 4 })).toBe(50);
  });

  test('is told by amount or by count, whichever is further', () => {
    expect(percent({ amount: '1000', count: 4 })).toBe(50);
    expect(percent({ amount: '200', count: 4 })).toBe(75.25);
  });

  test('is over a hundred where a limit was made smaller since', () => {
    expect(percent({ amount: '100' })).toBe(150.5);
  });

  test('is nothing for an empty book, and exact for amounts that no float holds', () => {
    expect(usagePercent({ entries: [], hours: [] }, { windowMs: dayMs, amount: amount('1') }, noon)).toBe(0);
    const huge = { entries: [{ id: 'a#1', quantity: amount('0.00000000000000000003') }], hours: [] };
    const limit = { windowMs: dayMs, amount: amount('0.00000000000000000009') };
    expect(usagePercent(huge, limit, noon)).toBe(33.33);
  });
});

describe('the name of a window', () => {
  test.each([
    [dayMs, '24h'],
    [7 * dayMs, '7d'],
    [36 * 3_600_000, '36h'],
    [60_000, '1m'],
    [90 * 60_000, '90m'],
  ])('of %d ms is %s', (ms, name) => {
    expect(windowName(ms)).toBe(name);
  });
});
