import { describe, expect, test } from '@jest/globals';
import {
  booksFor,
  limitedBooksFor,
  limitReasonFor,
} from '../../../../../functions/shared/ledger/limits/limited-books.ts';
import { policyWith, withdrawal } from '../../../../support/instructions.ts';

const day = 86_400_000;
const content = withdrawal();
const rolling = [{ windowMs: day, amount: '1000' }];
const ofDestination = [{ windowMs: day, count: 2 }];

describe('the books of a withdrawal', () => {
  test('are that of its destination and that of its coin, each with its limits', () => {
    const limits = { perInstruction: '1', rolling, perDestination: { rolling: ofDestination } };
    expect(limitedBooksFor(policyWith({ withdrawals: { USDT: limits } }), content)).toEqual([
      { coin: 'USDT', destination: 'acme-usdt-eth', limits: ofDestination },
      { coin: 'USDT', limits: rolling },
    ]);
  });

  test('are the same where no limit holds for them, so that a later one counts what left before', () => {
    for (const withdrawals of [{ USDT: { perInstruction: '1' } }, {}]) {
      const books = limitedBooksFor(policyWith({ withdrawals }), content);
      expect(books).toEqual(booksFor(content).map((name) => ({ ...name, limits: [] })));
    }
  });

  test('tell which kind of limit was in the way', () => {
    expect(limitReasonFor({ coin: 'USDT' }, 'amount')).toBe('over-rolling-limit');
    expect(limitReasonFor({ coin: 'USDT' }, 'count')).toBe('over-count-limit');
    expect(limitReasonFor({ coin: 'USDT', destination: 'a' }, 'amount')).toBe('over-destination-limit');
    expect(limitReasonFor({ coin: 'USDT', destination: 'a' }, 'count')).toBe('over-destination-limit');
  });
});
