import { describe, expect, test } from '@jest/globals';
import { groupsOf, sectionNames, waitingChanges } from '../../../../console/pages/rules/policy/policy-sections.ts';
import { durationOf, leavesOf } from '../../../../console/pages/rules/policy/policy-value.ts';
import { pathWords, scheduleWords, valueWords } from '../../../../console/pages/rules/policy/policy-words.ts';
import { texts } from '../../../../console/texts/en/policy.ts';
import { parsePolicy } from '../../../../functions/shared/ledger/policy/policy.ts';

const words = (path: string) => pathWords(path, texts, 'en');

describe('a place in the policy in words', () => {
  test.each([
    ['withdrawals.USDT.perInstruction', 'Payments › USDT › one payment at most'],
    ['withdrawals.USDT.rolling.24h.amount', 'Payments › USDT › together › in any 24 hours › amount'],
    ['withdrawals.USDT.approvals.over 0.5.quorum', 'Payments › USDT › approvals › over 0.5 › people who must agree'],
    ['sweeps.usdt-to-custody.enabled', 'Sweep › usdt-to-custody › switched on'],
    [
      'notifications.people.ann.lee@example.com.kinds',
      'Notifications › mails to › ann.lee@example.com › kinds of notice',
    ],
    ['and 7 more', 'and 7 more'],
  ])('%s', (path, expected) => expect(words(path)).toBe(expected));

  test('leaves a name that looks like a field as it is', () => {
    expect(words('accounts.funding')).toBe('Accounts › funding');
    expect(words('sweeps.identity.min')).toBe('Sweep › identity › not less than');
  });

  test('shows what a newer version has', () => expect(words('somethingNew.depth')).toBe('somethingNew › depth'));
});

describe('a value of the policy in words', () => {
  const value = (path: string, text: string) => valueWords({ path, value: text }, texts, 'en');

  test.each([
    ['approvalExpiryMs', '3600000', '1 hour'],
    ['sentLimitMs.fiat-withdrawal', '432000000', '5 days'],
    ['withdrawals.USDT.perInstruction', '1250000.5', '1,250,000.5'],
    ['sweeps.a.enabled', 'false', 'no'],
    ['sweeps.a.schedule', 'rate(1 hour)', 'every 1 hour'],
    ['absence.withdrawal', 'prove', 'act on proof of the records'],
    ['withdrawals.USDT.approvals.over 0.5.groups', 'finance treasury', 'finance, treasury'],
    ['roles.approver', 'finance treasury', 'finance, treasury'],
    ['identity.audience', 'true-north', 'true-north'],
  ])('%s: %s', (path, text, expected) => expect(value(path, text)).toBe(expected));

  test('a group is told value by value', () => {
    expect(leavesOf('funding', '{"to":"custody","maxPerTransfer":{"USDT":"1000"}}')).toEqual([
      { path: 'funding.to', value: 'custody' },
      { path: 'funding.maxPerTransfer.USDT', value: '1000' },
    ]);
    expect(leavesOf('withdrawals', '{"USDT":{"approvals":{"over 0.5":{"over":"0.5","quorum":"2"}}}}')).toEqual([
      { path: 'withdrawals.USDT.approvals.over 0.5.quorum', value: '2' },
    ]);
    expect(leavesOf('funding.to', '{odd')).toEqual([{ path: 'funding.to', value: '{odd' }]);
  });

  test('a time is counted in a unit that it is a whole number of', () => {
    expect(durationOf(86_400_000)).toEqual({ count: 24, unit: 'hour' });
    expect(durationOf(604_800_000)).toEqual({ count: 7, unit: 'day' });
    expect(durationOf(90_000)).toEqual({ count: 90, unit: 'second' });
    expect(durationOf(1_500)).toEqual({ count: 1_500, unit: 'millisecond' });
  });

  test.each([
    ['cron(0 9 * * ? *)', 'every day at 09:00'],
    ['cron(30 18 ? * MON-FRI *)', 'MON-FRI at 18:30'],
    ['cron(0 9 1 * ? *)', 'cron(0 9 1 * ? *)'],
    ['at(2026-11-30T10:00:00)', 'at(2026-11-30T10:00:00)'],
  ])('a schedule: %s', (expression, expected) => expect(scheduleWords(expression, texts, 'en')).toBe(expected));
});

const policy = parsePolicy({
  accounts: { trading: '1649292498437183232', custody: '1649292498437183235' },
  coins: { USDT: { decimals: 6 } },
  sweeps: [{ id: 'usdt-to-custody', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '10' } }],
  withdrawals: { USDT: { perInstruction: '1000' } },
  approvalExpiryMs: 3_600_000,
  identity: { issuer: 'https://login.example.com', audience: 'a', userClaim: 'email', groupsClaim: 'groups' },
  roles: { requester: ['ops'] },
});

test('each value of a policy stands in just one section', () => {
  const leaves = sectionNames.flatMap((name) => groupsOf(policy, name).flatMap((group) => group.leaves));
  const tops = new Set(leaves.map(({ path }) => path.split('.')[0] ?? ''));
  const said = Object.entries(policy).filter(([, value]) => value !== undefined);
  expect([...tops].sort()).toEqual(said.map(([field]) => field).sort());
  expect(new Set(leaves.map(({ path }) => path)).size).toBe(leaves.length);
});

test('what waits is told with the old and the new value', () => {
  const waiting = {
    ...policy,
    approvalExpiryMs: 7_200_000,
    funding: { to: 'custody', from: ['trading'], maxPerTransfer: {} },
  };
  expect(waitingChanges(policy, waiting)).toEqual([
    {
      path: 'approvalExpiryMs',
      before: [{ path: 'approvalExpiryMs', value: '3600000' }],
      after: [{ path: 'approvalExpiryMs', value: '7200000' }],
    },
    {
      path: 'funding',
      before: [],
      after: [
        { path: 'funding.to', value: 'custody' },
        { path: 'funding.from', value: 'trading' },
      ],
    },
  ]);
});
