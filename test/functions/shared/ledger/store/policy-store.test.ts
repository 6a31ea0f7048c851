import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Policy } from '../../../../../functions/shared/ledger/policy/policy.ts';
import { openPolicyStore, type PolicyStateStore } from '../../../../../functions/shared/ledger/store/policy-store.ts';
import { openPolicyWriter, type PolicyWriter } from '../../../../../functions/shared/ledger/store/policy-writer.ts';
import type { Item, Table } from '../../../../../functions/shared/ledger/store/table.ts';
import { type ManualClock, manualClock, noon } from '../../../../support/clock.ts';
import { policyWith } from '../../../../support/instructions.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';
import { firstEpoch } from '../../../../support/people.ts';
import { initialPolicyItem } from '../../../../support/policy.ts';

const dayMs = 86_400_000;
const limit = (perInstruction: string): Policy => policyWith({ withdrawals: { USDT: { perInstruction } } });
const usual = limit('100');
const looser = limit('200');
const tighter = limit('50');

let ledger: TestLedger;
let table: Table;
let clock: ManualClock;
let policies: PolicyStateStore;
let keeper: PolicyWriter;
let prefix = 0;
beforeAll(async () => {
  ledger = await startWireLedger();
});
afterAll(() => ledger.close());
beforeEach(() => {
  // Nothing in the table is ever deleted, so each test has a policy of its own.
  prefix += 1;
  table = prefixed(ledger.table, prefix);
  clock = manualClock();
  policies = openPolicyStore(table, clock);
  keeper = openPolicyWriter(table, clock);
});

function prefixed(whole: Table, number: number): Table {
  const named = (pk: string): string => `${number}-${pk}`;
  return {
    ...whole,
    get: (pk) => whole.get(named(pk)),
    put: (item) => whole.put({ ...item, pk: named(String(item.pk)) }),
    update: (pk, update) => whole.update(named(pk), update),
  };
}

const deploy = (policy: Policy) => keeper.propose(policy, 'deploy');
/** Puts everything on the bus, as whoever deploys does. */
const announce = async () => {
  const last = (await keeper.unannounced()).at(-1);
  if (last !== undefined) await keeper.announced(last);
};
const changeKinds = async () => (await policies.read()).events.map(({ what }) => what);

describe('the policy', () => {
  test('is missing before the first deployment', async () => {
    await expect(policies.get()).rejects.toMatchObject({ code: 'policy-missing' });
    expect(await keeper.unannounced()).toEqual([]);
    await keeper.applyDueLoosening();
    await expect(policies.get()).rejects.toMatchObject({ code: 'policy-missing' });
  });

  test('is read as it was deployed, first at once and then by the rules', async () => {
    expect((await deploy(usual)).events).toMatchObject([{ what: 'in-force' }]);
    expect((await policies.read()).inForce.policy).toEqual(usual);
    expect((await deploy(looser)).events).toMatchObject([{ what: 'loosening-proposed', actsAt: noon + dayMs }]);
    expect((await policies.read()).inForce.policy).toEqual(usual);
    expect((await deploy(looser)).events).toEqual([]);
    expect((await deploy(usual)).events).toMatchObject([{ what: 'vetoed' }]);
    expect((await deploy(tighter)).events).toMatchObject([{ what: 'tightened' }]);
    expect((await policies.read()).inForce.policy).toEqual(tighter);
  });

  test('that waits is in force from its time on, by the clock of whoever reads it', async () => {
    await deploy(usual);
    await deploy(looser);
    await announce();
    const later = openPolicyStore(table, manualClock(noon + dayMs));
    expect(await later.get()).toMatchObject({ ...looser, firstEpoch });
    expect(await later.read()).toMatchObject({ inForce: { since: noon + dayMs } });
    expect((await policies.read()).inForce.policy).toEqual(usual);
    clock.advance(dayMs - 1);
    expect((await policies.read()).inForce.policy).toEqual(usual);
    clock.advance(1);
    expect((await policies.read()).inForce.policy).toEqual(looser);
  });

  test('that waits is written down as the one in force when its time has come, and not before', async () => {
    await deploy(usual);
    await deploy(looser);
    await announce();
    await keeper.applyDueLoosening();
    expect(await changeKinds()).toEqual(['in-force', 'loosening-proposed']);
    clock.advance(dayMs + 60_000);
    await Promise.all([keeper.applyDueLoosening(), keeper.applyDueLoosening()]);
    const item = (await table.get('policy')) as Item & { standing: Record<string, unknown> };
    expect(item.standing).toMatchObject({ inForce: { policy: looser, since: noon + dayMs } });
    expect(item.standing.pending).toBeUndefined();
    expect(await changeKinds()).toEqual(['in-force', 'loosening-proposed', 'loosening-in-force']);
  });
});

describe('an item of an earlier version, whose deployments acted at once', () => {
  test('allows nothing, and the next deployment is the first', async () => {
    await table.put({ pk: 'policy', policy: { ...usual, identity: { userClaim: 'email', groupsClaim: 'groups' } } });
    await expect(policies.get()).rejects.toMatchObject({ code: 'policy-missing' });
    expect((await deploy(looser)).events).toMatchObject([{ number: 1, what: 'in-force' }]);
    expect((await policies.read()).inForce.policy).toEqual(looser);
    expect(await table.get('policy')).not.toHaveProperty('policy');
  });
});

describe('deployments at the same moment', () => {
  test('come one after the other: all of them are judged by the rules', async () => {
    await deploy(usual);
    await Promise.all([deploy(looser), deploy(tighter), deploy(limit('300'))]);
    const { inForce, pending } = await policies.read();
    expect(inForce.policy).toEqual(tighter);
    // Whoever came before `tighter` was vetoed by it; who came after it waits.
    if (pending !== undefined) expect([looser, limit('300')]).toContainEqual(pending.policy);
  });

  test('of one policy are one proposal', async () => {
    await deploy(usual);
    await Promise.all([deploy(looser), deploy(looser), deploy(looser)]);
    expect(await changeKinds()).toEqual(['in-force', 'loosening-proposed']);
  });

  test('that are the first leave one of them in force, and the other one judged by it', async () => {
    await Promise.all([deploy(looser), deploy(usual)]);
    const { inForce, pending, events } = await policies.read();
    // Either the tighter one came first and the looser one waits, or it came second and acted at once.
    const hasWaiting = pending !== undefined;
    expect(inForce.policy).toEqual(usual);
    expect(events.map(({ what }) => what)).toEqual(['in-force', hasWaiting ? 'loosening-proposed' : 'tightened']);
  });

  test('a veto that races the tick past the time is a tightening: the looser one never stays', async () => {
    await deploy(usual);
    await deploy(looser);
    await announce();
    clock.advance(dayMs);
    await Promise.all([keeper.applyDueLoosening(), deploy(usual)]);
    expect((await policies.read()).inForce.policy).toEqual(usual);
    expect(await changeKinds()).toEqual(['in-force', 'loosening-proposed', 'loosening-in-force', 'tightened']);
  });

  test('a write whose answer got lost is not made again', async () => {
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
    const { events } = await openPolicyWriter(once, clock).propose(usual, 'deploy');
    expect(events).toHaveLength(1);
    expect((await policies.read()).events).toEqual(events);
  });

  test('give up after a bounded number of rounds, and nothing is written', async () => {
    const crowded: Table = { ...table, update: async () => false };
    await expect(openPolicyWriter(crowded, clock).propose(usual, 'deploy')).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(await table.get('policy')).toBeUndefined();
  });
});

describe('what people are told', () => {
  test('is what they were not told yet', async () => {
    await deploy(usual);
    await deploy(looser);
    const [first, second] = await keeper.unannounced();
    expect([first?.what, second?.what]).toEqual(['in-force', 'loosening-proposed']);
    if (first !== undefined) await keeper.announced(first);
    expect(await keeper.unannounced()).toEqual([second]);
    if (second !== undefined) await keeper.announced(second);
    // Somebody slow says so later.
    if (first !== undefined) await keeper.announced(first);
    expect(await keeper.unannounced()).toEqual([]);
    await deploy(tighter);
    expect(await keeper.unannounced()).toMatchObject([{ what: 'vetoed' }, { what: 'tightened' }]);
  });
});

describe('a looser policy that nobody could be told of', () => {
  beforeEach(async () => {
    await deploy(usual);
    await announce();
    await deploy(looser);
  });

  test('does not act, however long it waited', async () => {
    clock.advance(7 * dayMs);
    await keeper.applyDueLoosening();
    expect(await policies.get()).toMatchObject(usual);
    expect((await policies.read()).pending).toBeDefined();
  });

  test('begins to wait anew when it can be announced, and is announced with its new time', async () => {
    clock.advance(7 * dayMs);
    expect(await keeper.unannounced()).toMatchObject([{ what: 'loosening-proposed', actsAt: noon + 8 * dayMs }]);
    await announce();
    clock.advance(dayMs - 1);
    expect(await policies.get()).toMatchObject(usual);
    clock.advance(1);
    expect(await policies.get()).toMatchObject(looser);
  });

  test('keeps its time where it is announced within minutes', async () => {
    clock.advance(300_000);
    expect(await keeper.unannounced()).toMatchObject([{ actsAt: noon + dayMs }]);
  });
});

describe('a veto by a person', () => {
  test('ends what waits, with the name of who gave it, and nothing else', async () => {
    await deploy(usual);
    await deploy(looser);
    const { state, events } = await keeper.veto('carol@example.com');
    expect(events).toMatchObject([
      { what: 'vetoed', by: 'carol@example.com', paths: ['withdrawals.USDT.perInstruction'] },
    ]);
    expect(state.pending).toBeUndefined();
    clock.advance(2 * dayMs);
    expect(await policies.get()).toMatchObject(usual);
    expect((await keeper.veto('bob@example.com')).events).toEqual([]);
  });

  test('comes too late for what acts', async () => {
    await deploy(usual);
    await deploy(looser);
    await announce();
    clock.advance(dayMs);
    await keeper.veto('carol@example.com');
    expect(await policies.get()).toMatchObject(looser);
  });
});

describe('a policy that cannot be read allows nothing, and no deployment goes over it', () => {
  const { standing, ...rest } = initialPolicyItem(usual);
  const { announced: _announced, ...emptied } = rest;
  const brought = { requestId: 'r', answer: { message: 'the policy is in force', data: {} } };
  const pending = { policy: looser, by: 'deploy', proposedAt: noon, actsAt: noon + 1, loosened: ['x'] };
  const proposed = {
    number: 2,
    what: 'loosening-proposed',
    paths: ['x'],
    actsAt: noon + dayMs,
    by: 'deploy',
    at: noon,
  };

  test('but one that is whole is read', async () => {
    await table.put({ ...rest, standing });
    expect((await policies.read()).inForce.policy).toEqual(usual);
  });

  test.each<[string, Record<string, unknown>]>([
    ['no standing', rest],
    ['no standing, though a deployment brought one', { ...emptied, deployments: [brought] }],
    ['a version that is text', { ...rest, version: '1', standing }],
    ['no version', { standing }],
    ['no policy', { ...rest, standing: { events: standing.events } }],
    ['a limit that is a number', { ...rest, standing: having({ withdrawals: { USDT: { perInstruction: 1 } } }) }],
    ['a field that nobody knows', { ...rest, standing: having({ superuser: 'eve' }) }],
    ['no events', { ...rest, standing: { ...standing, events: [] } }],
    ['a policy that waits and was put in', { ...rest, standing: { ...standing, pending } }],
    [
      'a policy that waits for a shorter time than was told',
      { ...rest, standing: { ...standing, pending, events: [...standing.events, proposed] } },
    ],
    ['a policy that waited and was taken out', { ...rest, standing: { ...standing, events: [proposed] } }],
  ])('%s', async (_what, item) => {
    await table.put({ pk: 'policy', ...item });
    await expect(policies.get()).rejects.toMatchObject({ code: 'item-corrupt' });
    await expect(deploy(looser)).rejects.toMatchObject({ code: 'item-corrupt' });
  });

  function having(changes: Record<string, unknown>) {
    return { ...standing, inForce: { ...standing.inForce, policy: { ...usual, ...changes } } };
  }
});
