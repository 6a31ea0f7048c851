import { ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { accountId } from '../../../../functions/shared/core/ids.ts';
import type { KeyName } from '../../../../functions/shared/core/key-names.ts';
import { checkKey } from '../../../../functions/shared/key-health/check-key.ts';
import { type KeyCheck, keyCheckSchema } from '../../../../functions/shared/key-health/key-check.ts';
import { openKeyUse } from '../../../../functions/shared/key-health/key-use.ts';
import { createTablePacer } from '../../../../functions/shared/runtime/table-pacer.ts';
import type { ApiKey } from '../../../../infra/local/exchange-simulator/keys.ts';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { type ManualClock, manualClock, noon } from '../../../support/clock.ts';
import { clientAt } from '../../../support/exchange-client.ts';
import { policyWith, tradingAccount } from '../../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../../support/ledger.ts';
import { testPolicyStore } from '../../../support/policy.ts';

/* A key's check as its owner makes it, against the simulator and with the item that paces the key. */
const dayMs = 86_400_000;
let clock: ManualClock;
let ledger: TestLedger;
let simulator: RunningExchange;
/** How far the exchange's clock is ahead of ours. */
let ahead: number;

beforeEach(async () => {
  clock = manualClock();
  ahead = 0;
  [ledger, simulator] = await Promise.all([
    startLedger(),
    startExchange({ clock: { now: () => clock.now() + ahead } }),
  ]);
  await testPolicyStore(ledger.table, clock).put(policyWith());
});
afterEach(() => Promise.all([ledger.close(), simulator.close()]));

/** As an instance of the owner that starts now. Secrets other than the simulator's are read one after the other. */
async function check(key: KeyName, ...secrets: unknown[]): Promise<KeyCheck> {
  const given = secrets.length > 0 ? secrets : [simulator.keys[key]];
  const { client, transport } = clientAt(simulator.url, clock, given, createTablePacer(ledger.table, key, clock));
  const policies = testPolicyStore(ledger.table, clock);
  const checked = await checkKey({ key, exchange: client, use: openKeyUse(ledger.table, key), policies, clock });
  await transport.close();
  // What an owner says is what key-health takes.
  return v.parse(keyCheckSchema, JSON.parse(JSON.stringify(checked)));
}

function change(key: KeyName, changes: Partial<ApiKey>): void {
  const { apiKey } = simulator.keys[key];
  const registered = simulator.exchange.keys.get(apiKey);
  if (registered !== undefined) simulator.exchange.keys.set(apiKey, { ...registered, ...changes });
}

describe('a key that works', () => {
  const onlyByMoney = { kind: 'not-checked', reason: 'only a call that moves money would show it' };

  test.each<[KeyName, string]>([
    ['read', 'denied'],
    ['transfer', 'denied'],
    ['withdrawal', 'denied'],
    ['fiat', 'denied'],
    ['whitelist', 'granted'],
  ])('%s: whose it is, and what can be known of its permissions', async (key, whitelist) => {
    expect(await check(key)).toEqual({
      key,
      kind: 'works',
      checkedAt: noon,
      clock: { skewMs: expect.any(Number), roundTripMs: expect.any(Number) },
      accountType: 'master',
      accounts: { kind: 'seen' },
      permissions: {
        whitelist: { kind: whitelist },
        transfer: onlyByMoney,
        withdrawal: onlyByMoney,
        fiat: onlyByMoney,
        trading: { kind: 'not-checked', reason: 'only an order on the market would show it' },
      },
    });
  });

  test('is only ever read with: the exchange moves nothing and is asked to move nothing', async () => {
    const before = JSON.stringify(simulator.exchange.records.balances);
    for (const key of ['transfer', 'withdrawal', 'fiat'] as const) await check(key);
    expect(JSON.stringify(simulator.exchange.records.balances)).toBe(before);
    const { transfers, withdrawals, fiatWithdrawals } = simulator.exchange.records;
    expect([transfers, withdrawals, fiatWithdrawals]).toEqual([[], [], []]);
  });

  test('that was given the whitelist permission too shows it', async () => {
    change('withdrawal', { permissions: ['withdrawal', 'whitelist'] });
    expect(await check('withdrawal')).toMatchObject({ permissions: { whitelist: { kind: 'granted' } } });
  });

  test.each(['-1002', '-3117'])('is denied a permission also with %s, since it worked a moment ago', async (code) => {
    simulator.exchange.faults.plan({ kind: 'code', path: '/api/v1/account/deposit/address', code, times: 3 });
    expect(await check('whitelist')).toMatchObject({ kind: 'works', permissions: { whitelist: { kind: 'denied' } } });
  });

  test.each([
    [{ kind: 'code', code: '-4001' }, '-4001'],
    [{ kind: 'error-not-executed', times: 3 }, 'HTTP 502'],
    [{ kind: 'html', executed: true, status: 404 }, 'cannot be believed'],
  ])('whose permission cannot be told, for %j, says why', async (fault, why) => {
    simulator.exchange.faults.plan({ ...fault, path: '/api/v1/account/deposit/address' });
    const reason = expect.stringContaining(why);
    expect(await check('read')).toMatchObject({ permissions: { whitelist: { kind: 'not-checked', reason } } });
  });

  test('a rotated key is taken up: the new one is what is checked', async () => {
    const old = { ...simulator.keys.read, apiKey: 'revoked' };
    expect(await check('read', old, simulator.keys.read)).toMatchObject({ kind: 'works' });
  });
});

describe('whose accounts a key sees', () => {
  const path = '/api/v1/account/type';

  test('a key of another master account sees none of ours, and each of them is named', async () => {
    simulator.exchange.faults.plan({ kind: 'other-accounts', path });
    expect(await check('read')).toMatchObject({
      kind: 'works',
      accounts: { kind: 'not-seen', names: ['trading', 'custody'] },
    });
  });

  test('one account that the configuration has and the key does not see is named alone', async () => {
    const accounts = { trading: tradingAccount, custody: accountId('1649292498437183999') };
    await testPolicyStore(ledger.table, clock).put(policyWith({ accounts }));
    expect(await check('withdrawal')).toMatchObject({ accounts: { kind: 'not-seen', names: ['custody'] } });
  });

  test.each([
    [{ kind: 'code', code: '-1005' }, '-1005'],
    [{ kind: 'error-not-executed', times: 3 }, 'HTTP 502'],
    [{ kind: 'garbage' }, 'cannot be believed'],
  ])('is not known where it cannot be read, for %j, and says why', async (fault, why) => {
    simulator.exchange.faults.plan({ ...fault, path });
    const reason = expect.stringContaining(why);
    expect(await check('read')).toMatchObject({ kind: 'works', accounts: { kind: 'not-checked', reason } });
  });

  test('is not known where no policy can be read: the key is checked all the same', async () => {
    await ledger.table.put({ pk: 'policy', standing: 'broken' });
    expect(await check('read')).toMatchObject({
      kind: 'works',
      accounts: { kind: 'not-checked', reason: expect.stringContaining('policy') },
    });
  });
});

describe('a key that the exchange refuses', () => {
  test('is unknown to it', async () => {
    const wrong = { ...simulator.keys.read, apiKey: 'unknown' };
    expect(await check('read', wrong)).toMatchObject({ key: 'read', kind: 'refused', exchangeCode: '0102' });
  });

  test('has a wrong other half', async () => {
    const wrong = { ...simulator.keys.read, secretKey: 'wrong' };
    expect(await check('read', wrong)).toMatchObject({ kind: 'refused', exchangeCode: '0001' });
  });

  test('is bound to other addresses', async () => {
    change('withdrawal', { ipList: ['192.0.2.1'] });
    expect(await check('withdrawal')).toMatchObject({ kind: 'refused', exchangeCode: '0202' });
  });

  test('was not used for more than 90 days', async () => {
    await check('fiat');
    clock.advance(91 * dayMs);
    expect(await check('fiat')).toMatchObject({ kind: 'refused', exchangeCode: '0103', usedAt: expect.any(Number) });
  });

  test.each(['-1002', '-1005'])('%s', async (code) => {
    simulator.exchange.faults.plan({ kind: 'code', path: '/api/v1/account/checkApiKey', code, times: 3 });
    expect(await check('read')).toMatchObject({ kind: 'refused', exchangeCode: code });
  });
});

describe('a secret', () => {
  test('without a value is a key that is not set; the clocks are compared all the same', async () => {
    const none = new ResourceNotFoundException({ $metadata: {}, message: 'no value' });
    const checked = await check('fiat', none);
    expect(checked).toMatchObject({ key: 'fiat', kind: 'not-set', clock: { skewMs: expect.any(Number) } });
    expect(checked).not.toHaveProperty('usedAt');
  });

  test('that cannot be read', async () => {
    const checked = await check('read', new Error('broken'));
    expect(checked).toMatchObject({ kind: 'unusable', code: 'secret-unavailable' });
  });

  test('that cannot be read for the moment leaves the key unknown', async () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(await check('read', away)).toMatchObject({ kind: 'unanswered', code: 'secret-unavailable' });
  });

  test('that is malformed names the field and no value', async () => {
    const checked = await check('read', { ...simulator.keys.read, apiKey: ' 5ecret ' });
    expect(checked).toMatchObject({
      kind: 'unusable',
      code: 'secret-malformed',
      message: expect.stringContaining('apiKey'),
    });
    expect(JSON.stringify(checked)).not.toContain('5ecret');
  });

  test('of a kind that does not sign for this API', async () => {
    expect(await check('read', simulator.keys.proPubPriv)).toMatchObject({ kind: 'unusable', code: 'signing-mode' });
  });
});

describe('an exchange that says nothing about the key', () => {
  test.each([
    ['is away', { kind: 'error-not-executed', times: 6 }, 'exchange-unavailable'],
    ['talks nonsense', { kind: 'garbage', path: '/api/v1/account/checkApiKey' }, 'exchange-answer-malformed'],
    ['asks us to slow down', { kind: 'rate-limit', path: '/api/v1/account/checkApiKey' }, 'rate-limited'],
  ])('%s', async (_what, fault, code) => {
    simulator.exchange.faults.plan(fault);
    expect(await check('read')).toMatchObject({ kind: 'unanswered', code });
  });

  test('a ban that another key met is told without asking again', async () => {
    await createTablePacer(ledger.table, 'transfer', clock).block(noon + 60_000, 'ip-banned');
    expect(await check('read')).toMatchObject({ kind: 'unanswered', code: 'ip-banned' });
  });
});

describe('how long a key was idle', () => {
  test('counts from its last use, whatever it was, and not from this check', async () => {
    await createTablePacer(ledger.table, 'transfer', clock).claim('transfer');
    clock.advance(70 * dayMs);
    const checked = await check('transfer');
    expect(checked).toMatchObject({ usedAt: noon, checkedAt: noon + 70 * dayMs });
    expect(checked).not.toHaveProperty('previousCheckAt');
  });

  test('begins anew with each check, which also tells when the one before it was', async () => {
    await check('read');
    clock.advance(dayMs);
    const checked = await check('read');
    expect(checked).toMatchObject({ previousCheckAt: noon });
    expect((checked.checkedAt - (checked.usedAt ?? 0)) / dayMs).toBeCloseTo(1, 3);
  });

  test('is not ended by asking the time, which needs no key', async () => {
    const pacer = createTablePacer(ledger.table, 'read', clock);
    await pacer.claim('public');
    expect(await openKeyUse(ledger.table, 'read').last()).toEqual({});
  });

  test('an item that somebody changed is not believed', async () => {
    await ledger.table.put({ pk: 'pace#read', usedAt: 'yesterday' });
    await expect(check('read')).rejects.toMatchObject({ code: 'item-corrupt' });
  });
});

test.each([2_500, -2_500])('the clocks are compared: the exchange is %d ms ahead', async (ms) => {
  ahead = ms;
  const { clock: compared } = await check('read');
  expect(Math.abs((compared?.skewMs ?? 0) - ms)).toBeLessThanOrEqual((compared?.roundTripMs ?? 0) / 2 + 1);
});
