import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  markChangesPublished,
  type PauseState,
  pauseSending,
  resumeSending,
  scopedPausesMax,
} from '../../../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../../../functions/shared/ledger/pause/scope.ts';
import { openPauses, type PauseStore } from '../../../../../functions/shared/ledger/store/pauses.ts';
import type { Table } from '../../../../../functions/shared/ledger/store/table.ts';
import { noon } from '../../../../support/clock.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';

let ledger: TestLedger;
let pauses: PauseStore;
beforeAll(async () => {
  ledger = await startWireLedger();
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

const stamp = (by: string) => ({ by: `${by}@example.com`, at: noon });
const pauseAs = (by: string, reason = 'odd withdrawals', scope: Scope = 'all') =>
  pauses.change((now) => pauseSending(now, scope, reason, stamp(by)));
const resumeAs = (by: string, scope: Scope = 'all') => pauses.change((now) => resumeSending(now, scope, stamp(by)));
const operators = ['alice', 'bob', 'carol', 'dave', 'eve'];

describe('the switch', () => {
  test('that nobody ever touched pauses nothing', async () => {
    expect(await pauses.get()).toEqual([]);
    expect(await pauses.read()).toEqual({ pauses: [], changes: [], told: 0 });
  });

  test('is read as it was written, through its whole round', async () => {
    await pauseAs('alice');
    expect(await pauses.get()).toEqual([{ scope: 'all', reason: 'odd withdrawals', ...stamp('alice') }]);
    await resumeAs('bob');
    expect(await pauses.get()).toMatchObject([{ resume: stamp('bob') }]);
    await resumeAs('carol');
    expect(await pauses.get()).toEqual([]);
    expect((await pauses.read()).changes.map(({ what }) => what)).toEqual(['paused', 'resume-proposed', 'resumed']);
    await pauseAs('alice', 'again');
    expect(await pauses.get()).toMatchObject([{ reason: 'again' }]);
  });

  test('holds several scopes, and what was told of them', async () => {
    await pauseAs('alice', 'odd', 'coin:USDT');
    await pauseAs('bob', 'odd too', 'sweep:usdt-to-custody');
    const told = await pauses.change((now) => markChangesPublished(now, 2, noon + 40));
    expect((await pauses.get()).map(({ scope, acceptedAt }) => [scope, acceptedAt])).toEqual([
      ['coin:USDT', noon + 40],
      ['sweep:usdt-to-custody', noon + 40],
    ]);
    expect(await pauses.read()).toEqual(told);
  });

  test('that is as full as it can be, with the longest names and reasons, fits into its item', async () => {
    const by = 'x'.repeat(254);
    const reason = '\u{1f6d1}'.repeat(128);
    for (let number = 0; number < scopedPausesMax; number += 1) {
      const scope: Scope = `sweep:${String(number).padStart(64, 'x')}`;
      await pauses.change((now) => pauseSending(now, scope, reason, { by, at: noon }));
      const other = { by: 'y'.repeat(254), at: noon };
      await pauses.change((now) => resumeSending(now, scope, other));
    }
    await pauses.change((now) => pauseSending(now, 'all', reason, { by, at: noon }));
    expect(await pauses.get()).toHaveLength(scopedPausesMax + 1);
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
    const after = await openPauses(once).change((now) => pauseSending(now, 'all', 'odd', stamp('alice')));
    expect(after.changes).toHaveLength(1);
    expect(await pauses.read()).toEqual(after);
  });
});

describe('people who switch at the same moment', () => {
  test('pause once', async () => {
    const all = await Promise.all(operators.map((by) => pauseAs(by)));
    const [first] = all;
    expect(all.every((one) => one.pauses[0]?.by === first?.pauses[0]?.by)).toBe(true);
    expect((await pauses.read()).changes).toHaveLength(1);
  });

  test('resume with two of them, whoever is first', async () => {
    await pauseAs('alice');
    const [one, other] = await Promise.all([resumeAs('bob'), resumeAs('carol')]);
    expect([one, other].filter((each) => each.pauses.length === 0)).toHaveLength(1);
    expect(await pauses.get()).toEqual([]);
  });

  test('pause a scope each, and none is lost', async () => {
    const scopes = operators.map((name): Scope => `destination:${name}`);
    await Promise.all(scopes.map((scope, index) => pauseAs(operators[index] ?? '', 'odd', scope)));
    expect((await pauses.get()).map(({ scope }) => scope).sort()).toEqual(scopes);
    expect((await pauses.read()).changes.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('resume different scopes, each by one person: all of them stay paused', async () => {
    const scopes: readonly Scope[] = ['all', 'coin:USDT', 'kind:withdrawal'];
    for (const scope of scopes) await pauseAs('alice', 'odd', scope);
    await Promise.all(scopes.map((scope, index) => resumeAs(operators[index + 1] ?? '', scope)));
    expect((await pauses.get()).map(({ resume }) => resume?.by.split('@')[0])).toEqual(['bob', 'carol', 'dave']);
  });

  test('one of them alone never resumes, however often', async () => {
    await pauseAs('alice');
    await Promise.all(['bob', 'BOB', 'Bob'].map((by) => resumeAs(by)));
    expect(await pauses.get()).toMatchObject([{ scope: 'all' }]);
    expect((await pauses.read()).changes).toHaveLength(2);
  });

  test('stay paused where one pauses and another proposes to resume', async () => {
    await pauseAs('alice');
    await Promise.all([resumeAs('bob'), pauseAs('carol', 'no')]);
    expect(await pauses.get()).toMatchObject([{ reason: 'odd withdrawals' }]);
  });

  test('give up after a bounded number of rounds, and nothing is written', async () => {
    const table = prefixed(ledger.table, prefix);
    const crowded: Table = { ...table, update: async () => false };
    await expect(
      openPauses(crowded).change((now) => pauseSending(now, 'all', 'odd', stamp('alice'))),
    ).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(await pauses.get()).toEqual([]);
  });
});

const write = (item: Record<string, unknown>) => ledger.table.put({ pk: `${prefix}-pause`, ...item });

describe('a pause that cannot be read is never taken for none', () => {
  const change = { number: 1, what: 'paused', scope: 'coin:USDT', reason: 'odd', ...stamp('alice') };
  const pause = { scope: 'coin:USDT', reason: 'odd', ...stamp('alice') };
  const whole = { version: 1, switch: { pauses: [pause], changes: [change], told: 0 } };
  const but = (changes: Record<string, unknown>) => ({ version: 1, switch: { ...whole.switch, ...changes } });

  test('but one that is whole is read', async () => {
    await write(whole);
    expect(await pauses.get()).toEqual([pause]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an empty item', {}],
    ['no version', { switch: whole.switch }],
    ['a version that is text', { ...whole, version: '1' }],
    ['no switch', { version: 1 }],
    ['no changes', { version: 1, switch: { pauses: [pause], told: 0 } }],
    ['a scope of a later version', but({ pauses: [{ ...pause, scope: 'person:alice' }] })],
    ['a pause without its person', but({ pauses: [{ ...pause, by: '' }] })],
    ['a field that nobody knows', but({ until: noon })],
    ['a pause that was taken out', but({ pauses: [] })],
    ['a pause that was put in', but({ pauses: [pause, { ...pause, scope: 'all' }] })],
    ['a pause that is there twice', but({ pauses: [pause, pause] })],
    ['a pause whose scope was changed', but({ pauses: [{ ...pause, scope: 'coin:BTC' }] })],
    ['a resume that was put in', but({ pauses: [{ ...pause, resume: stamp('eve') }] })],
    ['a change that was taken out', but({ changes: [{ ...change, number: 2 }] })],
    ['changes told that never were', but({ told: 2 })],
  ])('%s', async (_what, item) => {
    await write(item);
    await expect(pauses.get()).rejects.toMatchObject({ code: 'item-corrupt' });
    const resuming = (now: PauseState) => resumeSending(now, 'coin:USDT', stamp('bob'));
    await expect(pauses.change(resuming)).rejects.toMatchObject({ code: 'item-corrupt' });
  });
});

describe('a switch that an earlier version wrote', () => {
  const change = { what: 'paused', reason: 'odd', ...stamp('alice') };
  const pause = { scope: 'all', reason: 'odd', ...stamp('alice') };
  const proposal = { what: 'resume-proposed', ...stamp('bob') };

  test('still pauses everything, and its changes count as told', async () => {
    await write({ version: 1, switch: { pause, changes: [change] } });
    expect(await pauses.get()).toEqual([pause]);
    expect(await pauses.read()).toMatchObject({ changes: [{ number: 1, scope: 'all' }], told: 1 });
  });

  test('that is off is off', async () => {
    await write({ version: 3, switch: { changes: [change, proposal, { what: 'resumed', ...stamp('carol') }] } });
    expect(await pauses.get()).toEqual([]);
  });

  test('goes on where it was: the second person resumes, and the numbers count on', async () => {
    await write({ version: 2, switch: { pause: { ...pause, resume: stamp('bob') }, changes: [change, proposal] } });
    await pauseAs('carol', 'odd coin', 'coin:USDT');
    const { pauses: standing, changes, told } = await resumeAs('dave');
    expect(standing.map(({ scope }) => scope)).toEqual(['coin:USDT']);
    expect(changes.map(({ number, what }) => `${number} ${what}`)).toEqual([
      '1 paused',
      '2 resume-proposed',
      '3 paused',
      '4 resumed',
    ]);
    expect(told).toBe(2);
    expect(await pauses.read()).toMatchObject({ told: 2 });
  });

  test.each<[string, Record<string, unknown>]>([
    ['a pause that was taken out', { changes: [change] }],
    ['a pause that was put in', { pause, changes: [] }],
    ['a resume that was put in', { pause: { ...pause, resume: stamp('eve') }, changes: [change] }],
    ['a scope that it never had', { pause: { ...pause, scope: 'coin:USDT' }, changes: [change] }],
  ])('with %s is not taken for none', async (_what, standing) => {
    await write({ version: 1, switch: standing });
    await expect(pauses.get()).rejects.toMatchObject({ code: 'item-corrupt' });
  });
});

test('a table that is away is an error, not a switch that is off', async () => {
  const away: Table = { ...ledger.table, get: () => Promise.reject(new Error('away')) };
  await expect(openPauses(away).get()).rejects.toThrow('away');
});
