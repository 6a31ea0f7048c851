import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { keyNames } from '../../../functions/shared/core/key-names.ts';
import { keyOwners } from '../../../infra/config/key-owners.ts';
import { parseJson } from '../../../infra/json.ts';
import type { ApiKey, SimulatorKeyName } from '../../../infra/local/exchange-simulator/keys.ts';
import { eventually } from './aws/support/stack.ts';
import { putSecret, restoreKeys, type TreasuryOnStack, treasuryOnStack } from './support/treasury-on-stack.ts';

/*
 * The daily check as it is deployed: the schedule of the template calls key-health's bundle, which invokes the bundles
 * of the keys' owners over Lambda's API, each with the key of its own secret.
 */
let treasury: TreasuryOnStack;

/** Fires the schedule and gives what was told of each key, when all of it is there. */
async function daily(): Promise<Record<string, Record<string, unknown>>> {
  const { stack, events } = treasury;
  const toldBefore = events.length;
  await stack.fireSchedule('local.key-health');
  const told = await eventually(() => {
    const heard = events.slice(toldBefore).filter((event) => event['detail-type'] === 'KeyHealth');
    return heard.length >= keyNames.length ? heard : undefined;
  });
  return Object.fromEntries(told.map(({ detail }) => [String(Object(detail).key), Object(detail)]));
}

/** Whether people were alarmed about a key since there were so many alarms. Other checks of the stack alarm them too. */
const alarmedSince = (count: number, key: SimulatorKeyName) =>
  treasury.alarms.slice(count).some(({ message }) => Object(Object(parseJson(message)).detail).key === key);

function change(key: SimulatorKeyName, changes: Partial<ApiKey>): void {
  const { keys, exchange } = treasury.simulator;
  const { apiKey } = keys[key];
  const registered = exchange.keys.get(apiKey);
  if (registered !== undefined) exchange.keys.set(apiKey, { ...registered, ...changes });
}

describe('the check of the keys', () => {
  beforeAll(async () => {
    treasury = await treasuryOnStack();
    await restoreKeys(treasury);
    // It gives each owner some seconds, and asks all at once. A busy machine needs longer to start so many.
    for (const key of ['read', 'transfer', 'withdrawal', 'whitelist'] as const) {
      await treasury.stack.invoke(`hashkey-treasury-local-${keyOwners[key]}`, { check: 'key', key });
    }
  });
  /** Each test leaves the keys as they were: tests run in any order. */
  afterEach(() => restoreKeys(treasury));

  describe('the daily check on the local stack', () => {
    test('finds every key as it should be, through its owner, and alarms nobody', async () => {
      const alarmsBefore = treasury.alarms.length;
      const health = await daily();
      for (const key of ['read', 'transfer', 'withdrawal', 'whitelist']) {
        expect(health[key]).toMatchObject({ verdict: 'healthy', findings: [], accountType: 'master' });
      }
      expect(health.whitelist).toMatchObject({ permissions: { whitelist: { kind: 'granted' } } });
      expect(health.withdrawal).toMatchObject({ permissions: { whitelist: { kind: 'denied' } } });
      expect(alarmedSince(alarmsBefore, 'whitelist')).toBe(false);
      const figures = treasury.lines.filter(
        (line) => line.includes('"CloudWatchMetrics"') && line.includes('"KeyWorks":1'),
      );
      for (const key of ['read', 'transfer', 'withdrawal', 'whitelist']) {
        expect(figures).toContainEqual(expect.stringContaining(`"key":"${key}"`));
      }
    });

    test('tells people, by the alarms topic, of addresses that are refused and of permissions too many', async () => {
      const alarmsBefore = treasury.alarms.length;
      change('read', { ipList: ['192.0.2.1'] });
      change('transfer', { permissions: ['transfer', 'whitelist'] });
      const health = await daily();
      expect(health.read).toMatchObject({ verdict: 'broken', findings: [{ code: 'ip-refused' }] });
      expect(health.transfer).toMatchObject({ verdict: 'warning', findings: [{ code: 'excess-permission' }] });
      await eventually(() =>
        alarmedSince(alarmsBefore, 'read') && alarmedSince(alarmsBefore, 'transfer') ? true : undefined,
      );
    });

    test('an owner whose secret is broken does not keep the others from being checked', async () => {
      const { stack, simulator } = treasury;
      await putSecret(stack, 'withdrawal', 'not JSON');
      // Refused by the exchange, so that its owner reads the secret again.
      simulator.exchange.keys.delete(simulator.keys.withdrawal.apiKey);
      const health = await daily();
      expect(health.withdrawal).toMatchObject({ verdict: 'broken', findings: [{ code: 'secret-malformed' }] });
      expect(health.whitelist).toMatchObject({ verdict: 'healthy' });
    });

    test('nobody’s key, signature or secret is in what was logged or told', async () => {
      const { simulator, lines, events } = treasury;
      await daily();
      expect(lines.length).toBeGreaterThan(8);
      const written = JSON.stringify([lines, events]);
      for (const secret of Object.values(simulator.keys)) {
        for (const value of Object.values(secret)) if (value.length > 20) expect(written).not.toContain(value);
      }
      expect(written).not.toContain('signature=');
    });
  });

  test('a key that no owner has is asked for in vain, and the owner says whose keys it has', async () => {
    const asked = treasury.stack.invoke('hashkey-treasury-local-reconciliation', { check: 'key', key: 'withdrawal' });
    await expect(asked).rejects.toMatchObject({
      message: expect.stringContaining('one of the keys of this function: read'),
    });
  });

  test('a person can ask too: the answer has what the events have', async () => {
    const answer = await treasury.stack.invoke('hashkey-treasury-local-key-health', {});
    expect(answer).toContainEqual(expect.objectContaining({ key: 'whitelist', verdict: 'healthy' }));
  });
});
