import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../../../../console/app/me.ts';
import {
  addsUp,
  dayCounts,
  daysOf,
  type MonthView,
  obstaclesIn,
  signingOf,
  standingSignOffs,
} from '../../../../../console/pages/books/months/month-view.ts';
import { amount } from '../../../../../functions/shared/core/amount.ts';

const now = Date.parse('2026-12-02T10:00:00Z');
const digest = 'a'.repeat(64);
const signedBy = (by: string, of = digest) => ({ by, at: '2026-12-01T10:00:00.000Z', digest: of });
const me = (person: string, ...roles: Role[]) => ({ person, roles: new Set(roles) });

function month(changes: Partial<MonthView> = {}): MonthView {
  return {
    ...{ month: '2026-11', state: 'open', digest, signOffs: [], obstacles: [] },
    ...{ days: [], balances: [], totals: [], fees: [], unexplained: [], unexplainedLeftOut: 0 },
    ...changes,
  };
}

const movement = (id: string, notes: MonthView['unexplained'][number]['notes']) => ({
  ...{ account: 'custody', date: '2026-11-20', id, time: '2026-11-20T10:00:00.000Z' },
  ...{ type: 'deposit' as const, coin: 'USDT', amount: '5', notes },
});

describe('what is left to do in a month', () => {
  test('is each day that is not final, and each movement without a note', () => {
    const day = (state: MonthView['days'][number]['state']) => ({ account: 'custody', date: '2026-11-20', state });
    const view = month({
      days: (['complete', 'lost', 'before-first', 'missing', 'provisional', 'unreadable'] as const).map(day),
      unexplained: [movement('104', []), movement('105', [{ text: 'rent', by: 'alice', at: '2026-12-01' }])],
      obstacles: ['custody.2026-11-20 is missing'],
    });
    expect(obstaclesIn(view)).toEqual([
      ...(['missing', 'provisional', 'unreadable'] as const).map((state) => ({
        ...{ kind: 'days', account: 'custody', from: '2026-11-20', to: '2026-11-20' },
        state,
      })),
      { kind: 'no-note', account: 'custody', date: '2026-11-20', id: '104' },
    ]);
  });

  test('is one line for days of an account that follow each other in the same state', () => {
    const day = (account: string, date: string, state: MonthView['days'][number]['state'] = 'missing') => ({
      ...{ account, date },
      state,
    });
    const days = [
      ...['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-05'].map((date) => day('custody', date)),
      day('custody', '2026-11-06', 'provisional'),
      day('trading', '2026-11-07'),
    ];
    expect(obstaclesIn(month({ days }))).toEqual([
      { kind: 'days', account: 'custody', from: '2026-11-01', to: '2026-11-03', state: 'missing' },
      { kind: 'days', account: 'custody', from: '2026-11-05', to: '2026-11-05', state: 'missing' },
      { kind: 'days', account: 'custody', from: '2026-11-06', to: '2026-11-06', state: 'provisional' },
      { kind: 'days', account: 'trading', from: '2026-11-07', to: '2026-11-07', state: 'missing' },
    ]);
  });

  test('is what the API says where it is of movements that are not shown', () => {
    const words = 'the movement 999 of custody.2026-11-20 has no note';
    expect(obstaclesIn(month({ obstacles: [words] }))).toEqual([{ kind: 'other', words }]);
  });
});

test.each([
  ['complete', '0', true],
  ['lost', '0', true],
  ['complete', '0.01', false],
  ['missing', '0', false],
  ['unreadable', '0', false],
] as const)('a month with a day that is %s and a difference of %s adds up: %s', (state, difference, expected) => {
  const days = [{ account: 'custody', date: '2026-11-20', state }];
  const balances = [{ account: 'custody', coin: 'USDT', opening: amount('1'), closing: amount('1'), difference }];
  expect(addsUp(month({ days, balances }))).toBe(expected);
});

test('a month of which nothing was read does not add up', () => expect(addsUp(month())).toBe(false));

describe('a signature', () => {
  const carol = signedBy('carol@example.com');

  test('counts for what there is now alone', () => {
    const old = signedBy('bob@example.com', 'b'.repeat(64));
    expect(standingSignOffs(month({ signOffs: [old, carol] }))).toEqual([carol]);
  });

  test.each<[string, ReturnType<typeof me>, Partial<MonthView>, ReturnType<typeof signingOf>]>([
    ['is open to the first approver', me('bob@example.com', 'approver'), {}, { kind: 'open', isSecond: false }],
    [
      'is open to a second, different approver',
      me('bob@example.com', 'approver'),
      { signOffs: [carol] },
      { kind: 'open', isSecond: true },
    ],
    [
      'is not given twice by one person, in capitals or not',
      me('Carol@Example.com', 'approver'),
      { signOffs: [carol] },
      { kind: 'signed-by-you' },
    ],
    ["is an approver's", me('alice@example.com', 'requester', 'operator', 'auditor'), {}, { kind: 'approvers-only' }],
    ['waits for what is left to do', me('bob@example.com', 'approver'), { obstacles: ['x'] }, { kind: 'obstacles' }],
    ['waits for the end of the month', me('bob@example.com', 'approver'), { month: '2026-12' }, { kind: 'not-ended' }],
    ['is not taken any more after two', me('bob@example.com', 'approver'), { state: 'signed' }, { kind: 'done' }],
  ])('%s', (_name, person, changes, expected) => {
    expect(signingOf(month(changes), person, now)).toEqual(expected);
  });

  test('without a device counts for nothing where one is asked for', () => {
    const signing = (signOff: MonthView['signOffs'][number]) =>
      signingOf(month({ signOffs: [signOff] }), me('carol@example.com', 'approver'), now, true);
    expect(signing(carol)).toEqual({ kind: 'open', isSecond: false });
    expect(signing({ ...carol, device: 'a' })).toEqual({ kind: 'signed-by-you' });
  });
});

describe('the days of a month', () => {
  test.each([
    ['2026-11', '2026-11-30'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
  ])('%s ends with %s', (name, to) => {
    expect(daysOf(name)).toEqual({ from: `${name}-01`, to });
  });

  test('are counted by account and state', () => {
    const day = (account: string, state: 'complete' | 'lost') => ({ account, date: '2026-11-20', state });
    const days = [day('custody', 'complete'), day('trading', 'lost'), day('custody', 'complete')];
    expect(dayCounts(days)).toEqual([
      { account: 'custody', states: [['complete', 2]] },
      { account: 'trading', states: [['lost', 1]] },
    ]);
  });
});
