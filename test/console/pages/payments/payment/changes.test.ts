import { describe, expect, test } from '@jest/globals';
import { type Aspect, changesBetween } from '../../../../../console/pages/payments/payment/changes.ts';
import { exampleApprovalSummary } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';
import { type Changes, examplePayment } from '../example-payment.ts';

const seen = await examplePayment();

describe('what changed while somebody was reading', () => {
  test('is nothing where the same is read later, or only a balance was read anew', async () => {
    const later = { ...(await examplePayment({ summary: { balance: { known: false } } })), readAt: new Date() };
    expect(changesBetween(seen, later)).toEqual([]);
  });

  test.each<[Aspect, Changes]>([
    ['content', { instruction: { note: 'invoice 43' } }],
    ['status', { instruction: { heldReason: 'paused' } }],
    ['approvals', { summary: { missing: { people: 0, groups: [] } } }],
    ['resolution', { instruction: { nearMatches: [] } }],
    ['destination', { summary: { destination: { id: 'acme-usdt-eth', status: 'unknown' } } }],
    ['rules', { summary: { forbidden: 'over-per-instruction' } }],
    ['risks', { summary: { risks: [{ code: 'unusual-hour', message: 'late' }] } }],
    [
      'pauses',
      {
        summary: {
          pauses: [{ scope: 'all', by: 'olga@example.com', at: exampleApprovalSummary.requestedAt, reason: 'odd' }],
        },
      },
    ],
  ])('is named: %s', async (aspect, changes) => {
    expect(changesBetween(seen, await examplePayment(changes))).toEqual([aspect]);
  });

  test('is also what the treasury says of the digest', () => {
    expect(changesBetween(seen, { ...seen, isAsShown: false })).toEqual(['content']);
  });
});
