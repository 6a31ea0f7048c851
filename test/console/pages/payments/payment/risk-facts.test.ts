import { expect, test } from '@jest/globals';
import { riskFacts } from '../../../../../console/pages/payments/payment/risk-facts.ts';
import { texts } from '../../../../../console/texts/en/payments.ts';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { exampleApprovalSummary } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

const at = '2026-11-20T10:00:00.000Z';
const paid = { status: 'paid', first: at, last: at, largest: amount('1250.5') } as const;
const summary = {
  ...exampleApprovalSummary,
  payments: { keptSince: at, toAccount: paid, byRequester: { status: 'none' } as const },
};

test.each([
  ['first-payment', 'Payments are kept since 2026-11-20.'],
  ['first-by-requester', 'Payments are kept since 2026-11-20.'],
  ['largest-so-far', 'The largest one that is known was 1,250.5 USDT.'],
  ['history-unreadable', ''],
  ['just-under-a-tier', undefined],
  ['newer-than-this-page', undefined],
])('the numbers of %s are said in words: %s', (code, words) => expect(riskFacts(code, summary, texts)).toBe(words));

test.each([
  [0, 'It was proposed less than a day ago.'],
  [1, 'It was proposed a day ago.'],
  [3, 'It was proposed 3 days ago.'],
])('a destination that is %s days old: %s', (ageInDays, words) => {
  const destination = {
    ...({ id: 'acme', status: 'active', proposedBy: 'dave@example.com', proposedAt: at } as const),
    ageInDays,
    confirmedBy: [],
  };
  expect(riskFacts('young-destination', { ...summary, destination }, texts)).toBe(words);
});
