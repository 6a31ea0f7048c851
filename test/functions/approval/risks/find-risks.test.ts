import { describe, expect, test } from '@jest/globals';
import { findRisks } from '../../../../functions/approval/risks/find-risks.ts';
import type { RiskSubject } from '../../../../functions/approval/risks/risk-subject.ts';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../functions/shared/core/ids.ts';
import { noon } from '../../../support/clock.ts';
import { policyWith, withdrawal } from '../../../support/instructions.ts';
import { entryWith } from '../../../support/whitelist.ts';

const day = 86_400_000;
const paid = (id: string, quantity = '2000', paidAt = noon - 5 * day) => {
  const payment = { id: instructionId(id), quantity: amount(quantity), paidAt };
  return { kind: 'paid', history: { first: payment, last: payment, largest: payment } } as const;
};
const known = { account: paid('inv-1'), requester: paid('inv-2'), since: noon - 20 * day };
const rolling = [{ windowMs: day, amount: '9000' }];
const policy = policyWith({
  withdrawals: {
    USDT: {
      perInstruction: '5000',
      rolling,
      perDestination: { perInstruction: '4000', rolling: [{ windowMs: day, amount: '4500' }] },
      approvals: [
        { over: '0', quorum: 1 },
        { over: '1000', quorum: 2, groups: ['treasury', 'finance'] },
        { over: '3000', quorum: 3 },
      ],
    },
  },
});
/** Nothing is odd about it. */
const usual: RiskSubject = {
  content: withdrawal('inv-9'),
  requestedAt: noon,
  policy,
  entry: entryWith(),
  payments: known,
  now: noon,
};
const of = (quantity: string) => ({ ...usual, content: withdrawal('inv-9', { quantity: amount(quantity) }) });
const paidBefore = (changes: Partial<typeof usual.payments>) => ({ ...usual, payments: { ...known, ...changes } });
const codes = (subject: RiskSubject) => findRisks(subject).map(({ code }) => code);
const messageOf = (subject: RiskSubject) => findRisks(subject)[0]?.message;

test('a payment like others has none', () => {
  expect(findRisks(usual)).toEqual([]);
});

describe('a young destination', () => {
  const aged = (ms: number) => ({ ...usual, entry: entryWith({ proposedAt: noon - ms }) });

  test('is one of the last seven days', () => {
    expect(codes(aged(7 * day - 1))).toEqual(['young-destination']);
    expect(codes(aged(7 * day))).toEqual([]);
  });

  test.each([
    [0, 'acme-usdt-eth was proposed less than a day ago.'],
    [day, 'acme-usdt-eth was proposed a day ago.'],
    [3.5 * day, 'acme-usdt-eth was proposed 3 days ago.'],
  ])('is told with its age: %d ms', (ms, message) => {
    expect(messageOf(aged(ms))).toBe(message);
  });

  test('is not told of one that nobody knows: it is rejected', () => {
    expect(codes({ ...usual, entry: undefined })).toEqual([]);
  });
});

describe('the first payment', () => {
  const none = { kind: 'none' } as const;

  test('is one to an account of which none is known, and says since when they are kept', () => {
    expect(findRisks(paidBefore({ account: none }))).toEqual([
      {
        code: 'first-payment',
        message: 'No other payment of USDT to this account is known since 2026-10-31, when this began to be kept.',
      },
    ]);
    const { since: _, ...never } = known;
    expect(messageOf({ ...usual, payments: { ...never, account: none } })).toBe(
      'No other payment of USDT to this account is known.',
    );
  });

  test('of a requester is told by itself', () => {
    expect(codes(paidBefore({ requester: none }))).toEqual(['first-by-requester']);
    expect(messageOf(paidBefore({ requester: none }))).toContain('alice@example.com');
  });

  test('is still called so when it is looked at after it was paid', () => {
    expect(codes(paidBefore({ account: paid('inv-9'), requester: paid('inv-9') }))).toEqual([
      'first-payment',
      'first-by-requester',
    ]);
  });

  test('is not told where nothing can be read: that is told instead', () => {
    const unreadable = { kind: 'unreadable' } as const;
    expect(codes(paidBefore({ account: unreadable }))).toEqual(['history-unreadable']);
    expect(codes(paidBefore({ requester: unreadable }))).toEqual(['history-unreadable']);
  });
});

describe('the largest so far', () => {
  test('is larger than every one that is known', () => {
    expect(codes(of('2000'))).toEqual([]);
    expect(codes(of('2000.000001'))).toEqual(['largest-so-far']);
    expect(messageOf(of('2500'))).toBe('The largest payment to this account that is known was 2000 USDT.');
  });

  test('is still called so when it is looked at after it was paid', () => {
    const { history } = known.account;
    const account = { kind: 'paid', history: { ...history, largest: paid('inv-9').history.largest } } as const;
    expect(codes(paidBefore({ account }))).toEqual(['largest-so-far']);
  });
});

describe('just under', () => {
  test.each([
    ['950', []],
    ['950.000001', ['just-under-a-tier']],
    ['1000', ['just-under-a-tier']],
    ['1000.000001', []],
  ])('a tier: %s', (quantity, expected) => {
    expect(codes(of(quantity))).toEqual(expected);
  });

  test('a tier says what a little more would take', () => {
    expect(findRisks(of('1000'))).toEqual([
      {
        code: 'just-under-a-tier',
        message: 'Over 1000 USDT it takes 2 people, among them one of each of: treasury, finance.',
        tier: { over: '1000', people: 2, groups: ['treasury', 'finance'] },
      },
    ]);
  });

  const large = (quantity: string) => ({ ...of(quantity), payments: { ...known, account: paid('inv-1', '9999') } });

  test.each([
    ['3800', [], undefined],
    ['3900', ['just-under-a-limit'], 'One payment to a destination takes 4000 USDT at the most.'],
    ['4400', ['just-under-a-limit'], 'A rolling limit of the destination takes 4500 USDT at the most.'],
    ['4900', ['just-under-a-limit'], 'One payment takes 5000 USDT at the most.'],
    ['8999', ['just-under-a-limit'], 'A rolling limit of the coin takes 9000 USDT at the most.'],
  ])('a limit: %s', (quantity, expected, message) => {
    expect(codes(large(quantity))).toEqual(expected);
    expect(messageOf(large(quantity))).toBe(message);
  });

  test.each([
    ['3900', { of: 'payment-to-a-destination', atMost: '4000' }],
    ['4400', { of: 'destination', atMost: '4500', window: '24h' }],
    ['4900', { of: 'payment', atMost: '5000' }],
    ['8999', { of: 'coin', atMost: '9000', window: '24h' }],
  ])('a limit is told in figures too: %s', (quantity, limit) => {
    expect(findRisks(large(quantity))).toMatchObject([{ limit }]);
  });

  test('a coin that cannot leave has neither', () => {
    expect(codes({ ...usual, policy: policyWith({ withdrawals: {} }) })).toEqual([]);
  });
});

describe('an unusual hour', () => {
  const officeHours = { timezone: 'Asia/Hong_Kong', from: '09:00', to: '18:30' };
  const askedAt = (text: string, hours: object = officeHours): RiskSubject => ({
    ...usual,
    requestedAt: Date.parse(text),
    policy: { ...policy, officeHours: policyWithHours(hours) },
  });
  const policyWithHours = (hours: object) => {
    const parsed = policyWith({ officeHours: hours }).officeHours;
    if (parsed === undefined) throw new Error('it has office hours');
    return parsed;
  };

  test.each([
    ['2026-11-20T01:00:00Z', []],
    ['2026-11-20T00:59:59Z', ['unusual-hour']],
    ['2026-11-20T10:29:59Z', []],
    ['2026-11-20T10:30:00Z', ['unusual-hour']],
    ['2026-11-21T04:00:00Z', ['unusual-hour']],
    // Sunday evening in London is Monday morning in Hong Kong.
    ['2026-11-23T01:30:00Z', []],
  ])('%s', (text, expected) => {
    expect(codes(askedAt(text))).toEqual(expected);
  });

  test('is told as the clock on the wall shows it', () => {
    expect(findRisks(askedAt('2026-11-20T15:04:00Z'))).toEqual([
      {
        code: 'unusual-hour',
        message: 'It was asked for on Friday at 23:04 in Asia/Hong_Kong.',
        askedAt: { weekday: 'FRI', time: '23:04', timezone: 'Asia/Hong_Kong' },
      },
    ]);
  });

  test('follows a clock that is put forward in spring', () => {
    const london = { timezone: 'Europe/London', from: '09:00', to: '18:00' };
    expect(codes(askedAt('2026-01-16T08:30:00Z', london))).toEqual(['unusual-hour']);
    expect(codes(askedAt('2026-07-17T08:30:00Z', london))).toEqual([]);
  });

  test.each([
    [{ timezone: 'Asia/Kowloon', from: '09:00', to: '18:00' }, 'officeHours.timezone'],
    [{ timezone: 'UTC', from: '9:00', to: '18:00' }, 'officeHours.from'],
    [{ timezone: 'UTC', from: '18:00', to: '09:00' }, 'officeHours'],
    [{ timezone: 'UTC', from: '09:00', to: '18:00', days: [] }, 'officeHours.days'],
    [{ timezone: 'UTC', from: '09:00', to: '18:00', days: ['Monday'] }, 'officeHours.days.0'],
    [{ timezone: 'UTC', from: '09:00', to: '18:00', weekend: true }, 'officeHours.weekend'],
  ])('is refused in a policy that does not say it rightly: %j', (hours, field) => {
    expect(() => policyWithHours(hours)).toThrow(`${field}:`);
  });
});
