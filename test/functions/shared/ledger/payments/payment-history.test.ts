import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount, compare } from '../../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../../functions/shared/core/ids.ts';
import {
  type Payment,
  type PaymentHistory,
  withPayment,
} from '../../../../../functions/shared/ledger/payments/payment-history.ts';

const payments = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 20 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    paidAt: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 1, maxLength: 20 },
);

/** An id has one content, so it is one payment. */
function distinct(drawn: readonly { id: number; quantity: number; paidAt: number }[]): Payment[] {
  const byId = new Map(drawn.map((each) => [each.id, each]));
  return [...byId.values()].map(({ id, quantity, paidAt }) => ({
    id: instructionId(`inv-${id}`),
    quantity: amount(`${quantity}.5`),
    paidAt,
  }));
}

const historyOf = (all: readonly Payment[]) =>
  all.reduce<PaymentHistory | undefined>((history, payment) => withPayment(history, payment), undefined);

describe('what is kept of payments', () => {
  test('is the first, the latest and the largest of them', () => {
    fc.assert(
      fc.property(payments, (drawn) => {
        const all = distinct(drawn);
        const history = historyOf(all);
        expect(history?.first.paidAt).toBe(Math.min(...all.map(({ paidAt }) => paidAt)));
        expect(history?.last.paidAt).toBe(Math.max(...all.map(({ paidAt }) => paidAt)));
        expect(all.filter(({ quantity }) => compare(quantity, history?.largest.quantity ?? quantity) > 0)).toEqual([]);
      }),
    );
  });

  test('is the same in whatever order, and however often, they are written', () => {
    fc.assert(
      fc.property(payments, fc.func(fc.nat()), (drawn, key) => {
        const all = distinct(drawn);
        const shuffled = [...all, ...all].sort((a, b) => key(a) - key(b));
        expect(historyOf(shuffled)).toEqual(historyOf(all));
      }),
    );
  });

  test('is itself where a payment is written again, so that nothing is written', () => {
    const payment = { id: instructionId('inv-1'), quantity: amount('5'), paidAt: 1 };
    const history = withPayment(undefined, payment);
    expect(withPayment(history, { ...payment })).toBe(history);
  });
});
