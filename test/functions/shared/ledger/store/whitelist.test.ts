import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type DepositAddresses,
  openDepositAddresses,
} from '../../../../../functions/shared/ledger/store/deposit-addresses.ts';
import { isRevoked, knownDepositAddresses } from '../../../../../functions/shared/ledger/store/known-addresses.ts';
import type { Table } from '../../../../../functions/shared/ledger/store/table.ts';
import { openWhitelist, type WhitelistStore } from '../../../../../functions/shared/ledger/store/whitelist.ts';
import { toItem } from '../../../../../functions/shared/ledger/store/whitelist-item.ts';
import { checkProposal } from '../../../../../functions/shared/ledger/whitelist/check-proposal.ts';
import type { Target } from '../../../../../functions/shared/ledger/whitelist/entry.ts';
import { applyStep } from '../../../../../functions/shared/ledger/whitelist/lifecycle.ts';
import {
  addConfirmation,
  addProof,
  revoke,
  type StampedEntryProposal,
} from '../../../../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from '../../../../support/clock.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';
import { acme, activeEntry, payment as evidence } from '../../../../support/whitelist.ts';

let ledger: TestLedger;
let table: Table;
let whitelist: WhitelistStore;
let deposits: DepositAddresses;
let prefix = 0;

beforeAll(async () => {
  ledger = await startWireLedger();
});
afterAll(() => ledger.close());
beforeEach(() => {
  // Nothing in the table is ever deleted, so each test has a whitelist of its own.
  prefix += 1;
  table = prefixed(ledger.table, `${prefix}-`);
  whitelist = openWhitelist(table);
  deposits = openDepositAddresses(table);
});

function prefixed(inner: Table, by: string): Table {
  const bare = <Found extends { readonly pk?: unknown }>(item: Found): Found => ({
    ...item,
    pk: String(item.pk).slice(by.length),
  });
  return {
    ...inner,
    get: async (pk) => {
      const item = await inner.get(by + pk);
      return item === undefined ? undefined : bare(item);
    },
    putNew: (item) => inner.putNew({ ...item, pk: by + String(item.pk) }),
    put: (item) => inner.put({ ...item, pk: by + String(item.pk) }),
    update: (pk, update) => inner.update(by + pk, update),
  };
}

const unchecked = async () => undefined;
const proposal = (id: string, target: Target = acme, name = 'wanda'): StampedEntryProposal => ({
  id,
  target,
  lookAlikes: [],
  by: `${name}@example.com`,
  at: noon,
});
const numbered = (number: number): Target => ({
  kind: 'crypto',
  coin: 'USDT',
  chain: 'ETH',
  address: `0x${String(number).padStart(2, '0').repeat(20)}`,
});
/** Proposes as the function does. */
const checked = async (each: StampedEntryProposal) =>
  whitelist.propose(each, async (known) =>
    checkProposal(each, {
      known,
      depositAddresses: await knownDepositAddresses(deposits, ['USDT']),
      isRevoked: (id) => isRevoked(whitelist, id),
    }),
  );
const stamp = (name: string) => ({ by: `${name}@example.com`, at: noon });
const shown = { kind: 'document', text: 'seen' } as const;
const bank: Target = { kind: 'bank', coin: 'USD', bankAccount: '0128750123456' };

describe('a proposal', () => {
  test('is an entry, in the directory and by its id', async () => {
    const { kind, entry } = await whitelist.propose(proposal('acme'), unchecked);
    expect(kind).toBe('created');
    expect(await whitelist.get('acme')).toEqual(entry);
    expect(await whitelist.directory()).toEqual([proposal('acme')]);
    expect(await whitelist.get('other')).toBeUndefined();
  });

  test('that comes again, from whomever, is the same entry', async () => {
    const { entry } = await whitelist.propose(proposal('acme'), unchecked);
    const again = await whitelist.propose({ ...proposal('acme', acme, 'xaver'), at: noon + 1 }, unchecked);
    expect(again).toEqual({ kind: 'same', entry });
  });

  test.each<[string, Target]>([
    ['coin', { ...acme, coin: 'USDC' } as Target],
    ['chain', { ...acme, chain: 'Polygon' } as Target],
    ['address', numbered(2)],
    ['tag', { ...acme, tag: '7' } as Target],
    ['kind', bank],
  ])('of the same id with another %s is a conflict, also when the first one is revoked', async (_what, target) => {
    await whitelist.propose(proposal('acme'), unchecked);
    const again = () => whitelist.propose(proposal('acme', target), unchecked);
    await expect(again()).rejects.toMatchObject({ code: 'whitelist-conflict' });
    await whitelist.change('acme', (now) => revoke(now, stamp('oscar')));
    await expect(again()).rejects.toMatchObject({ code: 'whitelist-conflict' });
  });

  test('that is refused leaves nothing behind', async () => {
    const refuse = () => Promise.reject(new Error('no'));
    await expect(whitelist.propose(proposal('acme'), refuse)).rejects.toThrow('no');
    expect(await whitelist.directory()).toEqual([]);
    expect(await whitelist.get('acme')).toBeUndefined();
  });

  test('of the same account under a second id is refused, but not when the first one is revoked', async () => {
    await checked(proposal('acme'));
    const lower = { ...acme, address: '0x52908400098527886e0f7030069857d2e4169ee7' } as Target;
    await expect(checked(proposal('acme-2', lower))).rejects.toMatchObject({ code: 'account-known' });
    // A second name by a tag cannot be: see canonical-account.test.ts for those that were proposed before.
    await expect(checked(proposal('acme-2', { ...acme, tag: '7' } as Target))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(await whitelist.get('acme-2')).toBeUndefined();
    expect((await checked(proposal('acme-usdc', { ...acme, coin: 'USDC' } as Target))).kind).toBe('created');
    await whitelist.change('acme', (now) => revoke(now, stamp('oscar')));
    expect((await checked(proposal('acme-2'))).kind).toBe('created');
  });

  test.each(['Acme', 'ac-me', 'a_c_m_e'])(
    'whose id %s reads like a known one is refused, also a revoked one',
    async (id) => {
      await checked(proposal('acme'));
      const refusal = { code: 'invalid-input', flaws: [{ field: 'id', reason: 'reads like acme' }] };
      await expect(checked(proposal(id, numbered(2)))).rejects.toMatchObject(refusal);
      await whitelist.change('acme', (now) => revoke(now, stamp('oscar')));
      await expect(checked(proposal(id, numbered(2)))).rejects.toMatchObject(refusal);
      expect((await checked(proposal('acme-2', numbered(2)))).kind).toBe('created');
    },
  );

  test('of the same bank account under a second id is refused', async () => {
    await checked(proposal('payroll', bank));
    await expect(checked(proposal('payroll-2', bank))).rejects.toMatchObject({ code: 'account-known' });
    expect((await checked(proposal('payroll-hkd', { ...bank, coin: 'HKD' }))).kind).toBe('created');
  });

  test('of an address that payers were told is refused, and of one that looks like it', async () => {
    const told = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
    await deposits.remember('USDT', 'Polygon', { address: told }, noon);
    const at = (address: string): Target => ({ kind: 'crypto', coin: 'USDT', chain: 'ETH', address });
    await expect(checked(proposal('ours', at(told.toLowerCase())))).rejects.toMatchObject({
      code: 'account-known',
      message: expect.stringContaining('deposit-address/USDT/Polygon'),
    });
    const alike = '0x8617aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa070d';
    await expect(checked(proposal('alike', at(alike)))).rejects.toMatchObject({ code: 'look-alike' });
  });

  test('that looks like a revoked one is refused too', async () => {
    await checked(proposal('acme'));
    await whitelist.change('acme', (now) => revoke(now, stamp('oscar')));
    const address = '0x5290aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7';
    await expect(checked(proposal('forged', { ...acme, address } as Target))).rejects.toMatchObject({
      code: 'look-alike',
    });
  });
});

describe('at the same moment', () => {
  test('ten people propose ten things, and each is there once', async () => {
    const ids = Array.from({ length: 10 }, (_, number) => `dest-${number}`);
    const all = await Promise.all(ids.map((id, number) => checked(proposal(id, numbered(number + 1)))));
    expect(all.map(({ kind }) => kind)).toEqual(ids.map(() => 'created'));
    expect((await whitelist.directory()).map(({ id }) => id).sort()).toEqual(ids);
    for (const id of ids) expect((await whitelist.get(id))?.state.status).toBe('proposed');
  });

  test('the same thing twice is one entry', async () => {
    const all = await Promise.all(['wanda', 'xaver', 'yara'].map((name) => checked(proposal('acme', acme, name))));
    expect(all.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(new Set(all.map(({ entry }) => entry.proposedBy)).size).toBe(1);
    expect(await whitelist.directory()).toHaveLength(1);
  });

  test('the same id with two targets is one of them and one conflict', async () => {
    const all = await Promise.allSettled([1, 2].map((number) => checked(proposal('acme', numbered(number)))));
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await whitelist.directory()).toHaveLength(1);
  });

  test('an address and its look-alike are one of them and one refusal', async () => {
    const address = '0x5290aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7';
    for (let round = 0; round < 5; round += 1) {
      table = prefixed(ledger.table, `race-${round}-`);
      whitelist = openWhitelist(table);
      const forged = { ...acme, address } as Target;
      const all = await Promise.allSettled([checked(proposal('acme')), checked(proposal('forged', forged))]);
      expect(all.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'look-alike' } }]);
    }
  });

  test('the same account under two ids is one of them and one refusal', async () => {
    const all = await Promise.allSettled([checked(proposal('one')), checked(proposal('two'))]);
    expect(all.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'account-known' } }]);
  });

  test('people confirm: the first moves it on, the others are kept', async () => {
    await whitelist.propose(proposal('payroll', bank), unchecked);
    const { digest } = await whitelist.change('payroll', (now) => addProof(now, shown, stamp('wanda')));
    const people = ['walter', 'xaver', 'yara', 'WALTER'];
    await Promise.all(
      people.map((name) => whitelist.change('payroll', (now) => addConfirmation(now, digest, 1_000, stamp(name)))),
    );
    const entry = await whitelist.get('payroll');
    expect(entry?.confirmations).toHaveLength(3);
    expect(entry?.state).toEqual({ status: 'cooling-off', until: noon + 1_000 });
  });

  test('one confirms and one revokes: revoked it is in the end', async () => {
    await whitelist.propose(proposal('payroll', bank), unchecked);
    const { digest } = await whitelist.change('payroll', (now) => addProof(now, shown, stamp('wanda')));
    await Promise.allSettled([
      whitelist.change('payroll', (now) => addConfirmation(now, digest, 1_000, stamp('walter'))),
      whitelist.change('payroll', (now) => revoke(now, stamp('oscar'))),
    ]);
    expect((await whitelist.get('payroll'))?.state).toEqual({ status: 'revoked' });
  });
});

describe('a crash or a lost answer', () => {
  test('between directory and entry leaves a proposal that goes on as it was made', async () => {
    const crashing: Table = { ...table, putNew: () => Promise.reject(new Error('crash')) };
    await expect(openWhitelist(crashing).propose(proposal('acme'), unchecked)).rejects.toThrow('crash');
    expect(await whitelist.get('acme')).toBeUndefined();
    const [row = proposal('none')] = await whitelist.directory();
    const made = await whitelist.ensureEntry(row);
    expect(made).toMatchObject({ proposedBy: 'wanda@example.com', proposedAt: noon, state: { status: 'proposed' } });
    expect(await whitelist.propose(proposal('acme', acme, 'xaver'), unchecked)).toEqual({ kind: 'same', entry: made });
  });

  test('between directory and entry keeps nobody from revoking it', async () => {
    const crashing: Table = { ...table, putNew: () => Promise.reject(new Error('crash')) };
    await expect(openWhitelist(crashing).propose(proposal('acme'), unchecked)).rejects.toThrow('crash');
    await whitelist.change('acme', (now) => revoke(now, stamp('oscar')));
    expect((await whitelist.get('acme'))?.history.map(({ step }) => step)).toEqual(['propose', 'revoke']);
  });

  test('of the directory’s write is no conflict and no second row', async () => {
    const created = await openWhitelist(twice(table, 'whitelist')).propose(proposal('acme'), unchecked);
    expect(created.kind).toBe('created');
    expect(await whitelist.directory()).toHaveLength(1);
  });

  test('of a step’s write is one step', async () => {
    await whitelist.propose(proposal('acme'), unchecked);
    const revoked = await openWhitelist(twice(table, 'whitelist#acme')).change('acme', (now) =>
      revoke(now, stamp('oscar')),
    );
    expect(revoked.version).toBe(2);
    expect(await whitelist.get('acme')).toEqual(revoked);
  });

  test('that never ends is told, and nothing is written', async () => {
    const crowded = openWhitelist({ ...table, update: async () => false });
    await expect(crowded.propose(proposal('acme'), unchecked)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await whitelist.directory()).toEqual([]);
  });

  /** What the SDK makes of a lost answer: it sends the write again, and meets its own. */
  function twice(inner: Table, key: string): Table {
    let isLost = true;
    return {
      ...inner,
      update: async (pk, update) => {
        const written = await inner.update(pk, update);
        if (!isLost || pk !== key) return written;
        isLost = false;
        return inner.update(pk, update);
      },
    };
  }
});

test('a directory that is full takes no more, and says so', async () => {
  const rows = Array.from({ length: 2_000 }, (_, number) => proposal(`destination-${number}`, numbered(number % 100)));
  await table.put({ pk: 'whitelist', version: rows.length, rows });
  await expect(whitelist.propose(proposal('one-more'), unchecked)).rejects.toMatchObject({ code: 'whitelist-full' });
  expect(await whitelist.directory()).toHaveLength(rows.length);
});

describe('an item that is not as it was written is an error, and never taken for something else', () => {
  const broken: [string, (item: Record<string, unknown>) => Record<string, unknown>][] = [
    ['without its target', ({ target: _, ...item }) => item],
    ['with another address', (item) => ({ ...item, target: numbered(1) })],
    ['with another digest', (item) => ({ ...item, digest: 'f'.repeat(64) })],
    ['with another address and its digest', (item) => ({ ...item, target: numbered(1), digest: 'f'.repeat(64) })],
    ['with a field that nobody knows', (item) => ({ ...item, usable: true })],
    ['with another version', (item) => ({ ...item, version: 2 })],
    ['of another entry', (item) => ({ ...item, id: 'other' })],
    ['without its history', (item) => ({ ...item, history: [] })],
    ['with a step taken out', (item) => withHistory(item, (all) => all.filter((_, index) => index !== 2))],
    [
      'with its revocation taken back',
      (item) => withHistory(item, (all) => [...all, { ...all[0], version: all.length + 1 }]),
    ],
    [
      'with a step that nothing led to',
      (item) => withHistory(item, (all) => all.slice(0, 1).map((each) => ({ ...each, to: 'active' }))),
    ],
  ];

  test.each(broken)('%s', async (_what, change) => {
    await activeEntry(whitelist, 'acme');
    const item = await table.get('whitelist#acme');
    await table.put({ pk: 'whitelist#acme', ...change(structuredClone(item ?? {})) });
    await expect(whitelist.get('acme')).rejects.toMatchObject({ code: 'item-corrupt' });
    await expect(whitelist.change('acme', (now) => revoke(now, stamp('oscar')))).rejects.toMatchObject({
      code: 'item-corrupt',
    });
  });

  test('confirmed by who proposed it, in a history that is whole otherwise', async () => {
    const { entry } = await whitelist.propose(proposal('acme'), unchecked);
    const forged = applyStep(
      addProof(entry, evidence, stamp('wanda')),
      { step: 'confirm', to: 'confirmed' },
      stamp('WANDA'),
    );
    await table.put(toItem(forged));
    await expect(whitelist.get('acme')).rejects.toMatchObject({ code: 'item-corrupt' });
    const rightly = applyStep(
      addProof(entry, evidence, stamp('wanda')),
      { step: 'confirm', to: 'confirmed' },
      stamp('walter'),
    );
    await table.put(toItem(rightly));
    expect(await whitelist.get('acme')).toEqual(rightly);
  });

  test('but one that is whole is read', async () => {
    const entry = await activeEntry(whitelist, 'acme');
    expect(await whitelist.get('acme')).toEqual(entry);
  });

  test.each<[string, Record<string, unknown>]>([
    ['no rows', { version: 1 }],
    ['a version of its own', { version: 2, rows: [proposal('acme')] }],
    ['an id twice', { version: 2, rows: [proposal('acme'), proposal('acme')] }],
    ['a row without who proposed it', { version: 1, rows: [{ ...proposal('acme'), by: '' }] }],
  ])('a directory with %s', async (_what, item) => {
    await table.put({ pk: 'whitelist', ...item });
    await expect(whitelist.directory()).rejects.toMatchObject({ code: 'item-corrupt' });
    await expect(whitelist.propose(proposal('new'), unchecked)).rejects.toMatchObject({ code: 'item-corrupt' });
  });

  function withHistory(item: Record<string, unknown>, change: (all: Record<string, unknown>[]) => unknown[]) {
    const history = change(item.history as Record<string, unknown>[]);
    return { ...item, history, version: history.length };
  }
});
