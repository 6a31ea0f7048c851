import { expect, test } from '@jest/globals';
import { type Risk, riskFacts } from '../../../../../console/pages/payments/payment/risk-facts.ts';
import { texts } from '../../../../../console/texts/en/payments.ts';
import { texts as chinese } from '../../../../../console/texts/zh-Hant/payments.ts';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { exampleApprovalSummary } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

const at = '2026-11-20T10:00:00.000Z';
const paid = { status: 'paid', first: at, last: at, largest: amount('1250.5') } as const;
const summary = {
  ...exampleApprovalSummary,
  payments: { keptSince: at, toAccount: paid, byRequester: { status: 'none' } as const },
};

const worded = (risk: Omit<Risk, 'message'>, around = summary) =>
  riskFacts({ ...risk, message: 'In English.' }, around, texts, 'en');

test.each<[Risk['code'], string | undefined]>([
  ['first-payment', 'Payments are kept since 2026-11-20.'],
  ['first-by-requester', 'Payments are kept since 2026-11-20.'],
  ['largest-so-far', 'The largest one that is known was 1,250.5 USDT.'],
  ['history-unreadable', ''],
  // As a treasury answers that gives no figures by themselves yet.
  ['just-under-a-tier', undefined],
  ['just-under-a-limit', undefined],
  ['unusual-hour', undefined],
])('the numbers of %s are said in words: %s', (code, words) => expect(worded({ code })).toBe(words));

test('what is newer than this page is said in the words of the treasury', () => {
  expect(worded({ code: 'newer' as Risk['code'] })).toBeUndefined();
});

const atMost = amount('10000');

test.each<[Omit<Risk, 'message'>, string]>([
  [
    { code: 'just-under-a-tier', tier: { over: atMost, people: 2, groups: ['treasury', 'finance'] } },
    'Over 10,000 USDT it takes 2 people, one of each of: treasury, finance.',
  ],
  [{ code: 'just-under-a-tier', tier: { over: atMost, people: 1, groups: [] } }, 'Over 10,000 USDT it takes 1 person.'],
  [{ code: 'just-under-a-limit', limit: { of: 'payment', atMost } }, 'One payment is 10,000 USDT at the most.'],
  [
    { code: 'just-under-a-limit', limit: { of: 'coin', atMost, window: '24h' } },
    'In 24h at most 10,000 USDT of the coin leave.',
  ],
  [
    { code: 'unusual-hour', askedAt: { weekday: 'SUN', time: '23:04', timezone: 'Asia/Hong_Kong' } },
    'It was asked for on Sunday at 23:04 in Asia/Hong_Kong.',
  ],
])('the figures of $code are said in words', (risk, words) => expect(worded(risk)).toBe(words));

test('a day has its name in the reader’s language', () => {
  const askedAt = { weekday: 'FRI', time: '23:04', timezone: 'Asia/Hong_Kong' } as const;
  const risk = { code: 'unusual-hour', message: '', askedAt } as const;
  expect(riskFacts(risk, summary, chinese, 'zh-Hant')).toBe('申請於星期五 23:04（Asia/Hong_Kong）提出。');
});

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
  expect(worded({ code: 'young-destination' }, { ...summary, destination })).toBe(words);
});
