import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { keyHealthKey } from '../../../functions/shared/core/item-keys.ts';
import type { KeyName } from '../../../functions/shared/core/key-names.ts';
import type { KeyCheck } from '../../../functions/shared/key-health/key-check.ts';
import { openKeyHealths } from '../../../functions/shared/key-health/key-health-store.ts';
import { noon } from '../../support/clock.ts';
import { metricsIn } from '../../support/emf.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { testPolicyStore } from '../../support/policy.ts';
import { dayMs, grants, working } from '../shared/key-health/support/checks.ts';
import { startOwners, type TestOwners } from '../shared/key-health/support/owners.ts';

/* The function as it is deployed, with table, bus and Lambda over their wire protocols. */
let ledger: TestLedger;
let messaging: TestMessaging;
let owners: TestOwners;
let handler: typeof import('../../../functions/key-health/handler.ts').handler;
const stdout = jest.spyOn(process.stdout, 'write');

const ownerOf: Record<KeyName, string> = {
  read: 'reconciliation',
  transfer: 'asset-transfer',
  withdrawal: 'withdrawal-release',
  whitelist: 'deposit-address',
  fiat: 'fiat-release',
};

beforeAll(async () => {
  [ledger, messaging, owners] = await Promise.all([startWireLedger(), startTestMessaging(), startOwners()]);
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    EVENT_BUS_NAME: 'treasury-test',
    KEY_OWNERS: JSON.stringify(ownerOf),
    POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-test',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  ({ handler } = await import('../../../functions/key-health/handler.ts'));
});
afterAll(async () => {
  stdout.mockRestore();
  await Promise.all([ledger.close(), messaging.close(), owners.close()]);
});
beforeEach(async () => {
  await testPolicyStore(ledger.table, systemClock).put(policyWith());
  for (const key of ['read', 'transfer', 'withdrawal', 'whitelist', 'fiat'] as const) answers(working(key));
  messaging.events.length = 0;
  owners.seen.length = 0;
  stdout.mockClear();
  stdout.mockReturnValue(true);
});

const answers = (check: KeyCheck) => owners.on(ownerOf[check.key], { answers: JSON.stringify(check) });
const run = async () =>
  (await handler({ scheduledTime: '2026-11-20T01:00:00Z' }, {} as Context)) as unknown as object[];
const kinds = (type: string) => messaging.events.filter((event) => event.type === type).map(({ detail }) => detail.key);

const written = () => metricsIn(stdout.mock.calls.map(([line]) => String(line)));

/** The figures that were written for CloudWatch, by key. */
function metrics(): Record<string, Record<string, unknown>> {
  const byKey: Record<string, Record<string, unknown>> = {};
  for (const { namespace, name, dimensions, value } of written()) {
    const { service, key, ...others } = dimensions;
    if (service !== 'key-health') continue;
    expect([namespace, others]).toEqual(['hashkey-treasury-test', {}]);
    byKey[String(key)] = { ...byKey[String(key)], [name]: value };
  }
  return byKey;
}

describe('when all is well', () => {
  test('every key is told as healthy, nobody is woken, and every owner was asked for its own key', async () => {
    await run();
    expect(kinds('KeyHealth')).toEqual(['read', 'transfer', 'withdrawal', 'whitelist', 'fiat']);
    expect(kinds('KeyUnhealthy')).toEqual([]);
    const asked = owners.seen.map(({ owner, payload }) => [owner, payload]);
    expect(asked).toHaveLength(5);
    expect(asked).toEqual(
      expect.arrayContaining(Object.entries(ownerOf).map(([key, owner]) => [owner, { check: 'key', key }])),
    );
  });

  test('what the check came to is kept for people who look', async () => {
    // The clock stands still here, and tests come in any order: the check before this one was earlier.
    const condition = 'attribute_not_exists(#checkedAt) OR #checkedAt <= :noon';
    await ledger.table.update(keyHealthKey('fiat'), { set: { checkedAt: noon - 1 }, condition, values: { noon } });
    await run();
    const kept = await openKeyHealths(ledger.table).read('fiat');
    expect(kept).toMatchObject({ verdict: 'healthy', findings: [] });
  });

  test('a key’s event has all that is known of it, and the caller gets the same', async () => {
    const [read] = await run();
    expect(messaging.events[0]?.detail).toEqual({
      key: 'read',
      verdict: 'healthy',
      findings: [],
      checkedAt: new Date(noon).toISOString(),
      idleDays: 1,
      clockSkewMs: 12,
      accountType: 'master',
      permissions: working('read').permissions,
    });
    expect(read).toEqual(messaging.events[0]?.detail);
  });

  test('its figures are written, a line a key', async () => {
    await run();
    const each = { KeyWorks: 1, IdleDays: 1, ClockSkewMs: 12 };
    expect(metrics()).toEqual({ read: each, transfer: each, withdrawal: each, whitelist: each, fiat: each });
  });

  test('it is written that the check was made, so that one that is not made is missed', async () => {
    await run();
    const fixture = { service: 'treasury' };
    expect(written()).toContainEqual(expect.objectContaining({ name: 'KeysChecked', dimensions: fixture, value: 5 }));
  });
});

describe('when something is wrong', () => {
  test('people are told of that key, with its findings', async () => {
    answers(working('withdrawal', { permissions: grants({ whitelist: { kind: 'granted' } }) }));
    answers({ key: 'read', checkedAt: noon, usedAt: noon - dayMs, kind: 'refused', exchangeCode: '0202' });
    await run();
    expect(kinds('KeyUnhealthy')).toEqual(['read', 'withdrawal']);
    expect(messaging.events.filter(({ type }) => type === 'KeyUnhealthy')).toMatchObject([
      { detail: { verdict: 'broken', findings: [{ code: 'ip-refused', message: expect.stringContaining('0202') }] } },
      { detail: { verdict: 'warning', findings: [{ code: 'excess-permission', message: expect.any(String) }] } },
    ]);
    expect(metrics().read).toEqual({ KeyWorks: 0, IdleDays: 1 });
  });

  test('with an owner, the other keys are checked all the same', async () => {
    owners.on(ownerOf.transfer, { throws: 'StoreUnavailableError' });
    owners.on(ownerOf.whitelist, { answers: '{}' });
    await run();
    expect(kinds('KeyHealth')).toHaveLength(5);
    expect(kinds('KeyUnhealthy')).toEqual(['transfer', 'whitelist']);
    expect(metrics().transfer).toEqual({ KeyWorks: 0 });
    expect(JSON.stringify(messaging.events)).not.toContain('with a secret in it');
  });

  test('with the bus, the figures are written first, and Lambda tries the whole again', async () => {
    messaging.setAway(true);
    await expect(run()).rejects.toMatchObject({ code: 'bus-unavailable' });
    messaging.setAway(false);
    expect(Object.keys(metrics())).toHaveLength(5);
  });
});

describe('a key that is not set', () => {
  const unset = (key: KeyName) => answers({ key, checkedAt: noon, kind: 'not-set' });

  test('and not needed is told without an alarm and has no figures', async () => {
    unset('fiat');
    await run();
    expect(kinds('KeyUnhealthy')).toEqual([]);
    expect(
      messaging.events.filter(({ detail }) => detail.verdict === 'unused').map(({ detail }) => detail.key),
    ).toEqual(['fiat']);
    expect(Object.keys(metrics())).toEqual(['read', 'transfer', 'withdrawal', 'whitelist']);
  });

  test('and without which no destination ever becomes active alarms', async () => {
    unset('whitelist');
    await run();
    expect(kinds('KeyUnhealthy')).toEqual(['whitelist']);
  });

  test('and needed by the policy in force alarms', async () => {
    await testPolicyStore(ledger.table, systemClock).put(policyWith({ withdrawals: { HKD: { perInstruction: '1' } } }));
    unset('fiat');
    await run();
    expect(kinds('KeyUnhealthy')).toEqual(['fiat']);
  });

  test('counts as needed while the policy cannot be read', async () => {
    await ledger.table.put({ pk: 'policy', standing: 'broken' });
    unset('fiat');
    await run();
    expect(kinds('KeyUnhealthy')).toEqual(['fiat']);
  });
});
