import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../../../../console/app/me.ts';
import { possibleDecisions } from '../../../../../console/pages/payments/payment/possible-decisions.ts';
import { exampleApprovalSummary } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';
import { type Changes, examplePayment } from '../example-payment.ts';

const me = (person: string, ...roles: Role[]) => ({ person, roles: new Set(roles) });
const carol = me('carol@example.com', 'approver');
const alice = me('Alice@example.com', 'requester', 'approver');

describe('what is offered', () => {
  test('is what the API says that an approver may do', async () => {
    const possible = possibleDecisions(await examplePayment(), carol);
    expect(possible).toEqual({ ...exampleApprovalSummary.mayDecide, cancel: false, resolve: 'no' });
  });

  test.each(['sending', 'sent', 'settled', 'needs-attention'] as const)(
    'is neither an approval nor a cancellation when it is %s',
    async (status) => {
      const possible = possibleDecisions(await examplePayment({ instruction: { status } }), alice);
      expect(possible).toMatchObject({ cancel: false });
      expect(possible).not.toHaveProperty('approve');
    },
  );

  test('is a cancellation to who asked for it, in whatever capitals, and to nobody else', async () => {
    const payment = await examplePayment();
    expect(possibleDecisions(payment, alice).cancel).toBe(true);
    expect(possibleDecisions(payment, me('bob@example.com', 'requester')).cancel).toBe(false);
    expect(possibleDecisions(payment, me('auditor@example.com', 'auditor'))).toEqual({ cancel: false, resolve: 'no' });
  });

  test.each<[string, ReturnType<typeof me>, 'yes' | 'no' | 'own']>([
    ['an approver', carol, 'yes'],
    ['an operator', me('olga@example.com', 'operator'), 'yes'],
    ['who asked for it', alice, 'own'],
    ['an auditor', me('auditor@example.com', 'auditor'), 'no'],
  ])('about money in doubt to %s', async (_who, person, resolve) => {
    const doubt: Changes = { instruction: { status: 'needs-attention', reason: 'near-match', nearMatches: [] } };
    expect(possibleDecisions(await examplePayment(doubt), person).resolve).toBe(resolve);
  });
});
