import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { keyNames } from '../../../functions/shared/core/key-names.ts';
import { keyOwners } from '../../../infra/config/key-owners.ts';
import { type BusEvent, type Notification, type RunningStack, startStack } from '../../../infra/local/aws/stack.ts';
import { type ApiKey, registrations, type SimulatorKeyName } from '../../../infra/local/exchange-simulator/keys.ts';
import { type RunningExchange, startExchange } from '../../../infra/local/exchange-simulator/server.ts';
import { sharedAssembly } from '../../support/shared-assembly.ts';
import { sharedKeyFile } from './aws/support/issuer-key.ts';
import { clientFor, eventually } from './aws/support/stack.ts';

/*
 * The daily check as it is deployed: the schedule of the template calls key-health's bundle, which invokes the bundles
 * of the keys' owners over Lambda's API, each with the key of its own secret.
 */
let folder: string;
let simulator: RunningExchange;
let stack: RunningStack;
const events: BusEvent[] = [];
const alarms: Notification[] = [];
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'key-health-'));
  simulator = await startExchange();
  const { read, transfer, withdrawal, whitelist } = simulator.keys;
  stack = await startStack({
    assembly: await sharedAssembly(),
    parameters: { ExchangeUrl: simulator.url },
    secrets: Object.fromEntries(
      Object.entries({ read, transfer, withdrawal, whitelist }).map(([key, secret]) => [
        `hashkey-treasury/local/${key}`,
        JSON.stringify(secret),
      ]),
    ),
    issuerKeyFile: sharedKeyFile,
    log: ({ function: name, line }) => lines.push(`${name} ${line}`),
  });
  stack.onEvent((event) => events.push(event));
  stack.onNotification((told) => {
    if (told.topicName.endsWith('-alarms')) alarms.push(told);
  });
  // The check gives each owner some seconds, and asks all at once. A busy machine needs longer to start so many.
  for (const key of ['read', 'transfer', 'withdrawal', 'whitelist'] as const) {
    await stack.invoke(`hashkey-treasury-local-${keyOwners[key]}`, { check: 'key', key });
  }
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});
/** Each test leaves the keys as they were: tests run in any order. */
afterEach(async () => {
  for (const key of registrations(simulator.keys)) simulator.exchange.keys.set(key.apiKey, key);
  await putSecret('withdrawal', JSON.stringify(simulator.keys.withdrawal));
  events.length = 0;
});

async function putSecret(key: SimulatorKeyName, SecretString: string): Promise<void> {
  const client = new SecretsManagerClient(clientFor(stack, 'secrets_manager'));
  await client.send(new PutSecretValueCommand({ SecretId: `hashkey-treasury/local/${key}`, SecretString }));
  client.destroy();
}

const alarmed = (key: SimulatorKeyName) => alarms.some(({ message }) => JSON.parse(message).detail.key === key);

/** Fires the schedule and gives what was told of each key, when all of it is there. */
async function daily(): Promise<Record<string, Record<string, unknown>>> {
  await stack.fireSchedule('local.key-health');
  const told = await eventually(() => {
    const heard = events.filter((event) => event['detail-type'] === 'KeyHealth');
    return heard.length >= keyNames.length ? heard : undefined;
  });
  return Object.fromEntries(told.map(({ detail }) => [String(Object(detail).key), Object(detail)]));
}

function change(key: SimulatorKeyName, changes: Partial<ApiKey>): void {
  const { apiKey } = simulator.keys[key];
  const registered = simulator.exchange.keys.get(apiKey);
  if (registered !== undefined) simulator.exchange.keys.set(apiKey, { ...registered, ...changes });
}

describe('the daily check on the local stack', () => {
  test('finds every key as it should be, through its owner, and alarms nobody', async () => {
    const health = await daily();
    for (const key of ['read', 'transfer', 'withdrawal', 'whitelist']) {
      expect(health[key]).toMatchObject({ verdict: 'healthy', findings: [], accountType: 'master' });
    }
    expect(health.whitelist).toMatchObject({ permissions: { whitelist: { kind: 'granted' } } });
    expect(health.withdrawal).toMatchObject({ permissions: { whitelist: { kind: 'denied' } } });
    expect(alarmed('whitelist')).toBe(false);
    const figures = lines.filter((line) => line.includes('"CloudWatchMetrics"') && line.includes('"KeyWorks":1'));
    for (const key of ['read', 'transfer', 'withdrawal', 'whitelist']) {
      expect(figures).toContainEqual(expect.stringContaining(`"key":"${key}"`));
    }
  });

  test('tells people, by the alarms topic, of addresses that are refused and of permissions too many', async () => {
    change('read', { ipList: ['192.0.2.1'] });
    change('transfer', { permissions: ['transfer', 'whitelist'] });
    const health = await daily();
    expect(health.read).toMatchObject({ verdict: 'broken', findings: [{ code: 'ip-refused' }] });
    expect(health.transfer).toMatchObject({ verdict: 'warning', findings: [{ code: 'excess-permission' }] });
    await eventually(() => (alarmed('read') && alarmed('transfer') ? true : undefined));
  });

  test('an owner whose secret is broken does not keep the others from being checked', async () => {
    await putSecret('withdrawal', 'not JSON');
    // Refused by the exchange, so that its owner reads the secret again.
    simulator.exchange.keys.delete(simulator.keys.withdrawal.apiKey);
    const health = await daily();
    expect(health.withdrawal).toMatchObject({ verdict: 'broken', findings: [{ code: 'secret-malformed' }] });
    expect(health.whitelist).toMatchObject({ verdict: 'healthy' });
  });

  test('nobody’s key, signature or secret is in what was logged or told', async () => {
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
  const asked = stack.invoke('hashkey-treasury-local-reconciliation', { check: 'key', key: 'withdrawal' });
  await expect(asked).rejects.toMatchObject({
    message: expect.stringContaining('one of the keys of this function: read'),
  });
});

test('a person can ask too: the answer has what the events have', async () => {
  const answer = await stack.invoke('hashkey-treasury-local-key-health', {});
  expect(answer).toContainEqual(expect.objectContaining({ key: 'whitelist', verdict: 'healthy' }));
});
