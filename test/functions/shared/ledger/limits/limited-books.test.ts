import { describe, expect, test } from '@jest/globals';
import { booksFor } from '../../../../../functions/shared/ledger/limits/book-name.ts';
import { limitedBooksFor, limitReasonFor } from '../../../../../functions/shared/ledger/limits/limited-books.ts';
import { policyWith, withdrawal } from '../../../../support/instructions.ts';

const day = 86_400_000;
const content = withdrawal();
const rolling = [{ windowMs: day, amount: '1000' }];
const ofDestination = [{ windowMs: day, count: 2 }];

describe('the books of a withdrawal', () => {
  test('are that of its account and that of its coin, each with its limits', () => {
    const limits = { perInstruction: '1', rolling, perDestination: { rolling: ofDestination } };
    expect(limitedBooksFor(policyWith({ withdrawals: { USDT: limits } }), content)).toEqual([
      { coin: 'USDT', account: 'ETH#0x52908400098527886e0f7030069857d2e4169ee7', limits: ofDestination },
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
    expect(limitReasonFor({ coin: 'USDT', account: 'ETH#a' }, 'amount')).toBe('over-destination-limit');
    expect(limitReasonFor({ coin: 'USDT', account: 'ETH#a' }, 'count')).toBe('over-destination-limit');
  });
});
