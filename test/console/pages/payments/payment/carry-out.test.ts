import { describe, expect, test } from '@jest/globals';
import { LoginExpiredError, RefusedError, UnansweredError } from '../../../../../console/api/errors.ts';
import { carryOut, lookAfter } from '../../../../../console/pages/payments/payment/carry-out.ts';
import type { Decision } from '../../../../../console/pages/payments/payment/decision.ts';
import type { Payment } from '../../../../../console/pages/payments/payment/read-payment.ts';
import { exampleInstruction } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';
import { examplePayment } from '../example-payment.ts';

const approve: Decision = { kind: 'approve' };
const payment = await examplePayment();
const { approvals } = exampleInstruction;
const carolsApprovals = approvals.map((approval) => ({ ...approval, by: 'Carol@example.com' }));
const approvedByCarol = await examplePayment({ instruction: { approvals: [...approvals, ...carolsApprovals] } });

/** What is read one after the other, and what sending does. */
function port(reads: (Payment | Error)[], sending: 200 | 202 | Error = 200) {
  const sent: string[] = [];
  return {
    sent,
    person: 'carol@example.com',
    read: async () => {
      const next = reads.shift();
      if (next === undefined || next instanceof Error) throw next ?? new UnansweredError('offline');
      return next;
    },
    send: async ({ digest }: Payment) => {
      sent.push(digest);
      if (sending instanceof Error) throw sending;
      return sending;
    },
  };
}

describe('a decision', () => {
  test.each([200, 202] as const)(
    'is sent once, with the digest of what was shown, and %i is told',
    async (answered) => {
      const to = port([payment], answered);
      expect(await carryOut(to, payment, approve)).toEqual({ kind: 'taken', decision: approve, answered });
      expect(to.sent).toEqual([payment.digest]);
    },
  );

  test('is not sent where something else stands there than what was confirmed', async () => {
    const declined = await examplePayment({ instruction: { status: 'declined', reason: 'declined' } });
    const to = port([declined]);
    expect(await carryOut(to, payment, approve)).toEqual({ kind: 'changed', aspects: ['status'] });
    expect(to.sent).toEqual([]);
  });

  test('is not sent where what is shown is not what the treasury has', async () => {
    const tampered = { ...payment, isAsShown: false };
    const to = port([tampered]);
    expect(await carryOut(to, tampered, approve)).toMatchObject({ kind: 'changed' });
    expect(to.sent).toEqual([]);
  });

  test('is not sent where the payment cannot be read anew', async () => {
    const to = port([new LoginExpiredError()]);
    expect(await carryOut(to, payment, approve)).toMatchObject({ kind: 'not-sent' });
    expect(to.sent).toEqual([]);
  });

  test('that was refused is told as that, and nothing is looked for', async () => {
    const error = new RefusedError(403, 'own-instruction', 'yours', []);
    expect(await carryOut(port([payment], error), payment, approve)).toEqual({ kind: 'refused', error });
  });

  test.each([
    new UnansweredError('timeout'),
    new RefusedError(409, 'version-conflict', 'others', []),
    new RefusedError(503, 'bus-unavailable', 'bus', []),
  ])('whose answer is lost (%s) is looked for before a second try', async (error) => {
    const there = port([payment, approvedByCarol], error);
    expect(await carryOut(there, payment, approve)).toEqual({ kind: 'lost', decision: approve, arrived: true });
    const notThere = port([payment, payment], error);
    expect(await carryOut(notThere, payment, approve)).toEqual({ kind: 'lost', decision: approve, arrived: false });
    expect(notThere.sent).toHaveLength(1);
  });

  test('of which nobody can tell is unknown until the payment is read', async () => {
    const to = port([payment], new UnansweredError('offline'));
    expect(await carryOut(to, payment, approve)).toMatchObject({ kind: 'unknown' });
    expect(await lookAfter(port([approvedByCarol]), approve)).toMatchObject({ kind: 'lost', arrived: true });
  });
});

describe('whether a decision has arrived', () => {
  const history = exampleInstruction.history;
  const step = { ...history[0], by: 'carol@example.com' } as (typeof history)[number];
  const said = {
    decision: 'settled',
    by: 'carol@example.com',
    at: '2026-11-20T10:00:00.000Z',
    evidence: 'seen',
  } as const;

  test.each<[string, Decision, Parameters<typeof examplePayment>[0], boolean]>([
    [
      'a decline of this person',
      { kind: 'decline', reason: 'no' },
      { instruction: { status: 'declined', history: [...history, { ...step, to: 'declined' }] } },
      true,
    ],
    [
      'a decline of somebody else',
      { kind: 'decline', reason: 'no' },
      {
        instruction: { status: 'declined', history: [...history, { ...step, by: 'dave@example.com', to: 'declined' }] },
      },
      false,
    ],
    ['a cancellation', { kind: 'cancel' }, { instruction: { status: 'canceled' } }, true],
    [
      'the same word about money in doubt',
      { kind: 'resolve', became: 'settled', evidence: 'seen' },
      { instruction: { status: 'needs-attention', proposal: said } },
      true,
    ],
    [
      'the other word about money in doubt',
      { kind: 'resolve', became: 'failed', evidence: 'seen' },
      { instruction: { status: 'needs-attention', proposal: said } },
      false,
    ],
    [
      'the word that ended it',
      { kind: 'resolve', became: 'settled', evidence: 'seen' },
      { instruction: { status: 'settled', history: [...history, { ...step, to: 'settled', reason: 'resolved' }] } },
      true,
    ],
  ])('%s', async (_what, decision, changes, arrived) => {
    expect(await lookAfter(port([await examplePayment(changes)]), decision)).toMatchObject({ arrived });
  });
});
