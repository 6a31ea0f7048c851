import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { openProgressItems } from '../../../functions/reports/health/progress-items.ts';
import { ageLimits, standingOf, worstOf } from '../../../functions/reports/health/standing.ts';
import { type HealthPicture, healthView } from '../../../functions/reports/health/view.ts';
import { healthViewSchema } from '../../../functions/reports/health/view-schema.ts';
import {
  depositScanKey,
  keyHealthKey,
  ledgerExportKey,
  statementProgressKey,
} from '../../../functions/shared/core/item-keys.ts';
import { keyNames } from '../../../functions/shared/core/key-names.ts';
import { openKeyHealths } from '../../../functions/shared/key-health/key-health-store.ts';
import { startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { noon } from '../../support/clock.ts';
import { approved } from '../../support/instructions.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = new Date(noon).toISOString().slice(0, 10);
const dayBefore = new Date(noon - 24 * hour).toISOString().slice(0, 10);

const healthy = { verdict: 'healthy', findings: [], checkedAt: noon - hour } as const;
const reading = { coins: {}, unreadable: [], readAt: noon - minute };
const fine: HealthPicture = {
  readings: { terms: { readAt: noon - minute, value: [] } },
  accounts: [{ account: 'custody', last: reading }],
  deposits: { crypto: noon - minute },
  depositLists: ['crypto'],
  keys: keyNames.map((key) => ({ key, health: healthy })),
  exports: { exportedUntil: noon - hour },
  statements: [{ account: 'custody', standing: { lastDay: dayBefore, offset: '+08:00' } }],
  underWay: { instructions: [], isComplete: true, corrupt: [] },
};

const checkOf = (picture: Partial<HealthPicture>, check: string) =>
  healthView({ ...fine, ...picture }, noon).checks.find((each) => each.check === check);

describe('how something stands', () => {
  test.each([
    [undefined, 'unknown'],
    [noon, 'good'],
    [noon + 7 * minute, 'good'],
    [noon + 7 * minute + 1, 'unknown'],
    [noon - 7 * minute, 'good'],
    [noon - 7 * minute - 1, 'late'],
    [noon - 15 * minute, 'late'],
    [noon - 15 * minute - 1, 'bad'],
  ])('by its age: %s is %s', (at, expected) => expect(standingOf(at, ageLimits.tick, noon)).toBe(expected));

  test('as a whole is the worst of it, and what nobody knows is worse than what is late', () => {
    expect(worstOf(['good', 'late'])).toBe('late');
    expect(worstOf(['late', 'unknown', 'good'])).toBe('unknown');
    expect(worstOf(['unknown', 'bad'])).toBe('bad');
    expect(worstOf([])).toBe('unknown');
  });
});

describe('the health of everything', () => {
  test('is good where all is', () => {
    const view = healthView(fine, noon);
    expect(view.checks.filter(({ state }) => state !== 'good')).toEqual([]);
    expect(view.state).toBe('good');
    expect(v.parse(healthViewSchema, view)).toEqual(view);
  });

  test('of a stage that never did anything is not known', () => {
    const nothing: HealthPicture = {
      ...fine,
      readings: {},
      accounts: [{ account: 'custody' }],
      deposits: {},
      keys: [{ key: 'read', health: undefined }],
      exports: {},
      statements: [{ account: 'custody', standing: undefined }],
    };
    const view = healthView(nothing, noon);
    const { state, checks } = view;
    expect(v.parse(healthViewSchema, view)).toEqual(view);
    expect(state).toBe('unknown');
    expect(checks.filter((each) => each.state !== 'unknown').map(({ check }) => check)).toEqual(['backlog']);
  });

  test('has each list of deposits that should be read, also one that never was', () => {
    const lists = (picture: Partial<HealthPicture>) =>
      healthView({ ...fine, ...picture }, noon).checks.flatMap((each) =>
        each.check === 'deposits' ? [[each.list, each.state]] : [],
      );
    expect(lists({ depositLists: ['crypto', 'fiat'] })).toEqual([
      ['crypto', 'good'],
      ['fiat', 'unknown'],
    ]);
    expect(lists({ depositLists: ['crypto', 'fiat'], deposits: {} })).toEqual([['all', 'unknown']]);
  });

  test('counts a look that failed as a trace of the tick, and not as a reading', () => {
    const accounts = [
      {
        account: 'custody',
        last: { ...reading, readAt: noon - hour },
        failure: { failedAt: noon - minute, code: 'x' },
      },
    ];
    expect(checkOf({ accounts, readings: {} }, 'tick')).toMatchObject({ state: 'good', ageSeconds: 60 });
    expect(checkOf({ accounts }, 'account')).toMatchObject({ state: 'bad', failed: { code: 'x' } });
  });

  test('is late where the last look failed, however new the reading is', () => {
    const accounts = [{ account: 'custody', last: reading, failure: { failedAt: noon, code: 'x' } }];
    expect(checkOf({ accounts }, 'account')).toMatchObject({ state: 'late', failed: { code: 'x' } });
  });

  test('does not tell a failure that a later look has made up for', () => {
    const accounts = [{ account: 'custody', last: reading, failure: { failedAt: noon - hour, code: 'x' } }];
    expect(checkOf({ accounts }, 'account')).not.toHaveProperty('failed');
  });

  test.each([
    ['broken', 'bad', 'key-refused'],
    ['warning', 'late', 'key-idle'],
    ['unused', 'good', 'keys-not-checked'],
  ] as const)('of a key that is %s is %s', (verdict, state, runbook) => {
    const keys = [{ key: 'read', health: { ...healthy, verdict } }] as const;
    expect(checkOf({ keys }, 'key')).toMatchObject({ state, runbook });
  });

  test('of a key that was well and is not checked any more is late', () => {
    const keys = [{ key: 'read', health: { ...healthy, checkedAt: noon - 27 * hour } }] as const;
    expect(checkOf({ keys }, 'key')).toMatchObject({ state: 'late', runbook: 'keys-not-checked' });
  });

  test('says how many days have no statement, by the zone in which the days end', () => {
    const lastDay = new Date(noon - 72 * hour).toISOString().slice(0, 10);
    const standing = { lastDay, provisionalDay: day, offset: '+00:00' };
    expect(checkOf({ statements: [{ account: 'custody', standing }] }, 'statements')).toMatchObject({
      state: 'bad',
      lastDay,
      missingDays: 2,
      provisionalDay: day,
    });
  });

  test('is late while money is in doubt, and bad where something cannot be read', () => {
    const sending = startSending(approved(), { timestamp: noon, recvWindow: 5_000 }, { at: noon, by: 'test' });
    const underWay = { instructions: [sending, approved()], isComplete: true, corrupt: [] };
    expect(checkOf({ underWay }, 'backlog')).toMatchObject({ state: 'late', inDoubt: 1, approved: 1 });
    expect(checkOf({ underWay: { ...underWay, isComplete: false } }, 'backlog')).toMatchObject({ complete: false });
  });
});

describe('how far others are', () => {
  const depositLists = {
    crypto: { until: noon, baselineAt: 1, stepMs: 1 },
    // Of a new stage: it still reads what was credited before its first look, which is history.
    fiat: { until: noon - 9 * 24 * hour, baselineAt: noon - 1, stepMs: 1 },
  };
  const items: Record<string, Item> = {
    [ledgerExportKey]: { version: 3, exportedUntil: noon, claim: { claimedAt: noon + 1, token: 't', tries: 1 } },
    [statementProgressKey('custody')]: {
      version: 1,
      last: { date: day, digest: 'd' },
      cutOff: { offsets: ['+08:00'] },
    },
    [statementProgressKey('trading')]: { version: 1 },
    [depositScanKey]: { version: 1, lists: depositLists },
    [keyHealthKey('fiat')]: { verdict: 'fine by me' },
  };
  const table = { get: async (pk: string) => items[pk], update: async () => true };
  const progress = openProgressItems(table);

  test('is read from their items', async () => {
    expect(await progress.exports()).toEqual({ exportedUntil: noon, claimedAt: noon + 1 });
    expect(await progress.statements('custody')).toEqual({ lastDay: day, offset: '+08:00' });
    expect(await progress.deposits()).toEqual({ crypto: noon, fiat: noon - 1 });
  });

  test('is not known where there is no item, or one that somebody changed', async () => {
    expect(await progress.statements('trading')).toBeUndefined();
    expect(await progress.statements('none')).toBeUndefined();
    const never = { verdict: 'healthy', findings: [], checkedAt: 1e300 };
    expect(await openKeyHealths({ ...table, get: async () => never }).read('fiat')).toBeUndefined();
    expect(await openProgressItems({ get: async () => ({ exportedUntil: 1e300 }) }).exports()).toEqual({});
    expect(await openKeyHealths(table).read('fiat')).toBeUndefined();
    expect(await openKeyHealths(table).read('read')).toBeUndefined();
  });
});
