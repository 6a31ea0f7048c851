import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type PauseSwitch, pauseSending, resumeSending } from '../../../functions/ledger/pause/pause.ts';
import { openPauses, type PauseStore } from '../../../functions/ledger/store/pauses.ts';
import type { Table } from '../../../functions/ledger/store/table.ts';
import { noon } from '../../support/clock.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
let pauses: PauseStore;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());
beforeEach(() => {
  // Nothing in the table is ever deleted, so each test has a switch of its own.
  prefix += 1;
  pauses = openPauses(prefixed(ledger.table, prefix));
});

let prefix = 0;

function prefixed(table: Table, number: number): Table {
  const named = (pk: string): string => `${number}-${pk}`;
  return { ...table, get: (pk) => table.get(named(pk)), update: (pk, update) => table.update(named(pk), update) };
}

const doing = (by: string) => ({ by: `${by}@example.com`, at: noon });
const pauseAs = (by: string, reason = 'odd withdrawals') =>
  pauses.change((now) => pauseSending(now, reason, doing(by)));
const resumeAs = (by: string) => pauses.change((now) => resumeSending(now, doing(by)));
const people = ['alice', 'bob', 'carol', 'dave', 'eve'];

describe('the switch', () => {
  test('that nobody ever touched pauses nothing', async () => {
    expect(await pauses.get()).toBeUndefined();
    expect(await pauses.read()).toEqual({ changes: [] });
  });

  test('is read as it was written, through its whole round', async () => {
    await pauseAs('alice');
    expect(await pauses.get()).toEqual({ scope: 'all', reason: 'odd withdrawals', ...doing('alice') });
    await resumeAs('bob');
    expect(await pauses.get()).toMatchObject({ resume: doing('bob') });
    await resumeAs('carol');
    expect(await pauses.get()).toBeUndefined();
    expect((await pauses.read()).changes.map(({ what }) => what)).toEqual(['paused', 'resume-proposed', 'resumed']);
    await pauseAs('alice', 'again');
    expect(await pauses.get()).toMatchObject({ reason: 'again' });
  });

  test('that was written although the answer got lost is not written again', async () => {
    const table = prefixed(ledger.table, prefix);
    let isLost = true;
    const once: Table = {
      ...table,
      // What the SDK makes of a lost answer: it sends the write again, and meets its own.
      update: async (pk, update) => {
        const written = await table.update(pk, update);
        if (!isLost) return written;
        isLost = false;
        return table.update(pk, update);
      },
    };
    const after = await openPauses(once).change((now) => pauseSending(now, 'odd', doing('alice')));
    expect(after.changes).toHaveLength(1);
    expect(await pauses.read()).toEqual(after);
  });
});

describe('people who switch at the same moment', () => {
  test('pause once', async () => {
    const all = await Promise.all(people.map((by) => pauseAs(by)));
    const [first] = all;
    expect(all.every(({ pause }) => pause?.by === first?.pause?.by)).toBe(true);
    expect((await pauses.read()).changes).toHaveLength(1);
  });

  test('resume with two of them, whoever is first', async () => {
    await pauseAs('alice');
    const [one, other] = await Promise.all([resumeAs('bob'), resumeAs('carol')]);
    expect([one.pause, other.pause].filter((pause) => pause === undefined)).toHaveLength(1);
    expect(await pauses.get()).toBeUndefined();
  });

  test('one of them alone never resumes, however often', async () => {
    await pauseAs('alice');
    await Promise.all(['bob', 'BOB', 'Bob'].map(resumeAs));
    expect(await pauses.get()).toMatchObject({ scope: 'all' });
    expect((await pauses.read()).changes).toHaveLength(2);
  });

  test('stay paused where one pauses and another proposes to resume', async () => {
    await pauseAs('alice');
    await Promise.all([resumeAs('bob'), pauseAs('carol', 'no')]);
    expect(await pauses.get()).toMatchObject({ reason: 'odd withdrawals' });
  });

  test('give up after a bounded number of rounds, and nothing is written', async () => {
    const table = prefixed(ledger.table, prefix);
    const crowded: Table = { ...table, update: async () => false };
    await expect(openPauses(crowded).change((now) => pauseSending(now, 'odd', doing('alice')))).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(await pauses.get()).toBeUndefined();
  });
});

describe('a pause that cannot be read is never taken for none', () => {
  const change = { what: 'paused', reason: 'odd', ...doing('alice') };
  const pause = { scope: 'all', reason: 'odd', ...doing('alice') };
  const whole = { version: 1, switch: { pause, changes: [change] } };

  test('but one that is whole is read', async () => {
    await write(whole);
    expect(await pauses.get()).toEqual(pause);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an empty item', {}],
    ['no version', { switch: whole.switch }],
    ['a version that is text', { ...whole, version: '1' }],
    ['no switch', { version: 1 }],
    ['no changes', { version: 1, switch: { pause } }],
    [
      'a scope of a later version',
      { version: 1, switch: { pause: { ...pause, scope: 'coin:USDT' }, changes: [change] } },
    ],
    ['a pause without its person', { version: 1, switch: { pause: { ...pause, by: '' }, changes: [change] } }],
    ['a field that nobody knows', { version: 1, switch: { pause, changes: [change], until: noon } }],
    ['a pause that was taken out', { version: 1, switch: { changes: [change] } }],
    ['a pause that was put in', { version: 1, switch: { pause, changes: [] } }],
    [
      'a resume that was put in',
      { version: 1, switch: { pause: { ...pause, resume: doing('eve') }, changes: [change] } },
    ],
  ])('%s', async (_what, item) => {
    await write(item);
    await expect(pauses.get()).rejects.toMatchObject({ code: 'item-corrupt' });
    const change = (now: PauseSwitch) => resumeSending(now, doing('bob'));
    await expect(pauses.change(change)).rejects.toMatchObject({ code: 'item-corrupt' });
  });

  const write = (item: Record<string, unknown>) => ledger.table.put({ pk: `${prefix}-pause`, ...item });
});

test('a table that is away is an error, not a switch that is off', async () => {
  const away: Table = { ...ledger.table, get: () => Promise.reject(new Error('away')) };
  await expect(openPauses(away).get()).rejects.toThrow('away');
});
