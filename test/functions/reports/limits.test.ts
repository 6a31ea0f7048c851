import { describe, expect, test } from '@jest/globals';
import { readLimits } from '../../../functions/reports/limits/read-limits.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import type { Book } from '../../../functions/shared/ledger/limits/book.ts';
import type { WithdrawalLimits } from '../../../functions/shared/ledger/policy/policy.ts';
import { CorruptItemError } from '../../../functions/shared/ledger/store/errors.ts';
import { noon } from '../../support/clock.ts';

const dayMs = 86_400_000;
const usdt: WithdrawalLimits = {
  perInstruction: amount('1000'),
  rolling: [
    { windowMs: dayMs, amount: amount('5000.5'), count: 3 },
    { windowMs: 7 * dayMs, amount: amount('6000') },
  ],
  approvals: [],
};

const book: Book = {
  entries: [
    { id: 'inv-1#1', quantity: amount('1000'), movedAt: noon - 2 * dayMs },
    { id: 'inv-2#1', quantity: amount('500.25'), movedAt: noon - 1 },
    // Nobody knows whether it moved.
    { id: 'inv-3#1', quantity: amount('4999'), isLeaving: true },
  ],
  hours: [],
};

function ask(read: () => Promise<Book>) {
  const corrupt: string[] = [];
  const dependencies = {
    reservations: { book: read },
    clock: { now: () => noon },
    reportCorrupt: ({ key }: CorruptItemError) => {
      corrupt.push(key);
    },
  };
  return { corrupt, shown: readLimits(dependencies, { withdrawals: { USDT: usdt } }) };
}

describe('the limits used', () => {
  test('count what moved in their time, and all that is in doubt', async () => {
    expect(await ask(async () => book).shown).toEqual({
      at: new Date(noon).toISOString(),
      coins: [
        {
          coin: 'USDT',
          perInstruction: '1000',
          known: true,
          rolling: [
            {
              window: '24h',
              amount: { limit: '5000.5', used: '5499.25', left: '0' },
              count: { limit: 3, used: 2, left: 1 },
            },
            { window: '7d', amount: { limit: '6000', used: '6499.25', left: '0' } },
          ],
        },
      ],
    });
  });

  test('are not known where they cannot be read, and never zero', async () => {
    const { corrupt, shown } = ask(async () => {
      throw new CorruptItemError('limit-book#USDT', new Error('not as it was written'));
    });
    expect((await shown).coins).toEqual([{ coin: 'USDT', perInstruction: '1000', known: false }]);
    expect(corrupt).toEqual(['limit-book#USDT']);
  });
});
