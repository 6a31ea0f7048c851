import { describe, expect, test } from '@jest/globals';
import { recordKinds } from '../../../../functions/shared/matching/exchange-record.ts';
import { orderStatusOf } from '../../../../functions/shared/matching/order-status.ts';

describe('the exchange’s word for an order', () => {
  test.each([
    ['withdrawal', 'SUCCESSFUL', 'settled'],
    ['withdrawal', ' Successful ', 'settled'],
    ['withdrawal', 'under_review', 'on-its-way'],
    ['withdrawal', 'underReview', 'on-its-way'],
    ['withdrawal', 'UNDER REVIEW', 'on-its-way'],
    ['withdrawal', 'Cancelling', 'on-its-way'],
    ['withdrawal', 'CANCELED', 'failed'],
    ['withdrawal', 'Cancelled', 'failed'],
    ['fiat-withdrawal', 'PROCESSING', 'on-its-way'],
    ['fiat-withdrawal', 'Return', 'failed'],
  ] as const)('of a %s, %j, is known however it is spelt: %s', (kind, word, status) => {
    expect(orderStatusOf(kind, word)).toBe(status);
  });

  test.each(recordKinds.flatMap((kind) => ['success', '4', 'refunded', 'rejected', 'done', ''].map((w) => [kind, w])))(
    'of a %s, %j, is not guessed where it is not in the documents',
    (kind, word) => {
      expect(orderStatusOf(kind as (typeof recordKinds)[number], word ?? '')).toBe('unknown-word');
    },
  );

  test.each([
    ['withdrawal', 'processing'],
    ['fiat-withdrawal', 'withdrawing'],
    ['asset-transfer', 'under_review'],
  ] as const)('of a %s is not taken from another list: %j', (kind, word) => {
    expect(orderStatusOf(kind, word)).toBe('unknown-word');
  });
});
