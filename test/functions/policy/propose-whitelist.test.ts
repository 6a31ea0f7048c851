import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { applyConfiguredWhitelist } from '../../../functions/policy/apply-configured-whitelist.ts';
import { DeploymentSupersededError } from '../../../functions/shared/ledger/store/deployments.ts';
import { openDepositAddresses } from '../../../functions/shared/ledger/store/deposit-addresses.ts';
import { openWhitelist, type WhitelistStore } from '../../../functions/shared/ledger/store/whitelist.ts';
import { addConfirmation, addProof, revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { acmeAddress, policyWith } from '../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';

/* What a deploy does to the whitelist, on a table and a bus that speak their services' protocols. */
let ledger: TestLedger;
let messaging: TestMessaging;
let whitelist: WhitelistStore;
const reports: string[] = [];
beforeAll(async () => {
  messaging = await startTestMessaging();
});
afterAll(() => messaging.close());
beforeEach(async () => {
  ledger = await startLedger();
  whitelist = openWhitelist(ledger.table);
  messaging.events.length = 0;
  reports.length = 0;
  messaging.setAway(false);
});
afterEach(() => ledger.close());

const usdt = { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: acmeAddress };
const btc = { id: 'cold-btc', coin: 'BTC', chain: 'BTC', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' };
const bank = { id: 'payroll', coin: 'USD', bankAccount: '0128750123456' };
const alike = { ...usdt, id: 'acme-2', address: '0x5290aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7' };
const difference = { id: usdt.id, block: 3, here: 'aaaa', there: '0009' };

const deploy = (...entries: unknown[]) => deployText(JSON.stringify(entries));
const deployText = (text: string | undefined, ensureNewest = async () => {}) =>
  applyConfiguredWhitelist(
    {
      whitelist,
      known: openDepositAddresses(ledger.table),
      bus: messaging.bus,
      clock: manualClock(),
      ensureNewest,
      report: (what) => reports.push(what),
    },
    policyWith(),
    text,
  );
const statusOf = async (id: string) => (await whitelist.get(id))?.state.status;
const stamp = (name: string) => ({ by: `${name}@example.com`, at: noon });

describe('a deploy', () => {
  test('proposes what is new, tells people, and leaves the rest to them', async () => {
    expect(await deploy(usdt, btc, bank)).toBe('destinations proposed: acme-usdt-eth, cold-btc, payroll');
    for (const { id } of [usdt, btc, bank]) {
      expect(await whitelist.get(id)).toMatchObject({ proposedBy: 'config', state: { status: 'proposed' } });
    }
    expect(messaging.events.map(({ type, detail }) => [type, detail.id, detail.by])).toEqual([
      ['WhitelistChanged', 'acme-usdt-eth', 'config'],
      ['WhitelistChanged', 'cold-btc', 'config'],
      ['WhitelistChanged', 'payroll', 'config'],
    ]);
  });

  test('writes nothing where a newer one has acted meanwhile', async () => {
    await deploy(usdt);
    const superseded = async () => {
      throw new DeploymentSupersededError();
    };
    for (const entries of [[], [usdt, btc]]) {
      await expect(deployText(JSON.stringify(entries), superseded)).rejects.toThrow('A newer deployment');
    }
    expect(await statusOf(usdt.id)).toBe('proposed');
    expect(await statusOf(btc.id)).toBeUndefined();
  });

  test('of the same configuration changes nothing, however far people have come', async () => {
    await deploy(bank);
    const { digest } = await whitelist.change(bank.id, (now) =>
      addProof(now, { kind: 'document', text: 'seen' }, stamp('wanda')),
    );
    const entry = await whitelist.change(bank.id, (now) => addConfirmation(now, digest, 1_000, stamp('wanda')));
    messaging.events.length = 0;
    expect(await deploy(bank)).toBe('');
    expect(await whitelist.get(bank.id)).toMatchObject({ version: entry.version, state: { status: 'cooling-off' } });
    expect(messaging.events).toEqual([]);
  });

  test('revokes what an earlier one brought and this one has no more, and nothing that people proposed', async () => {
    await deploy(usdt, btc);
    const byHand = { kind: 'bank', coin: 'USD', bankAccount: '1' } as const;
    await whitelist.propose(
      { id: 'by-hand', target: byHand, lookAlikes: [], ...stamp('wanda') },
      async () => undefined,
    );
    expect(await deploy(btc)).toBe('destinations revoked: acme-usdt-eth');
    expect([await statusOf(usdt.id), await statusOf(btc.id), await statusOf('by-hand')]).toEqual([
      'revoked',
      'proposed',
      'proposed',
    ]);
    expect(await deploy(btc)).toBe('');
  });

  test('gives an account another id by revoking the one and proposing the other', async () => {
    await deploy(usdt);
    expect(await deploy({ ...usdt, id: 'acme-new' })).toBe('destinations proposed: acme-new; revoked: acme-usdt-eth');
    expect(await statusOf(usdt.id)).toBe('revoked');
  });

  test('that still has what somebody revoked says so, and brings nothing back', async () => {
    await deploy(usdt);
    await whitelist.change(usdt.id, (now) => revoke(now, stamp('oscar')));
    expect(await deploy(usdt)).toBe('destinations still configured although revoked: acme-usdt-eth');
    expect(await statusOf(usdt.id)).toBe('revoked');
  });

  test('of a template that brings no destinations changes none', async () => {
    await deploy(usdt);
    expect(await deployText(undefined)).toBe('');
    expect(await statusOf(usdt.id)).toBe('proposed');
  });

  test('holds even if nobody can be told of it', async () => {
    messaging.setAway(true);
    await deploy(usdt);
    expect(await statusOf(usdt.id)).toBe('proposed');
    expect(reports).toHaveLength(1);
  });
});

describe('a deploy is refused, and changes nothing', () => {
  test.each<[string, unknown[], string, string]>([
    [
      'with an id that was used for another target',
      [{ ...usdt, address: btc.address, chain: 'BTC', coin: 'BTC' }],
      'whitelist-conflict',
      usdt.id,
    ],
    ['with a look-alike', [usdt, alike], 'look-alike', 'acme-2.lookAlikes'],
    [
      'with a wrong difference',
      [usdt, { ...alike, lookAlikes: [{ ...difference, there: 'ffff' }] }],
      'look-alike',
      'acme-2',
    ],
    ['with one account under two ids', [usdt, { ...usdt, id: 'twice' }], 'account-known', usdt.id],
    ['with an address that is none', [usdt, { ...btc, address: 'bc1q' }], 'invalid-input', 'cold-btc.address'],
    ['with an id twice', [usdt, usdt], 'invalid-input', 'each id once'],
    ['with a field that nobody knows', [{ ...usdt, note: 'x' }], 'invalid-input', '0.note'],
  ])('%s', async (_what, entries, code, named) => {
    await deploy(usdt, bank);
    const before = JSON.stringify(await ledger.dump());
    await expect(deploy(...entries)).rejects.toMatchObject({ code, message: expect.stringContaining(named) });
    expect(JSON.stringify(await ledger.dump())).toBe(before);
  });

  test('with what is no JSON', async () => {
    await expect(deployText('[')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test.each([
  ['the later one', [usdt, { ...alike, lookAlikes: [difference] }]],
  ['the earlier one', [{ ...usdt, lookAlikes: [{ id: alike.id, block: 3, here: '0009', there: 'aaaa' }] }, alike]],
])('two that look alike come in when a difference is named at %s', async (_which, entries) => {
  expect(await deploy(...entries)).toBe('destinations proposed: acme-usdt-eth, acme-2');
  expect((await whitelist.get(alike.id))?.lookAlikes).toEqual([difference]);
});
