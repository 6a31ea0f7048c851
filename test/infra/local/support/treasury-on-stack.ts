import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll } from '@jest/globals';
import { type BusEvent, type Notification, type RunningStack, startStack } from '../../../../infra/local/aws/stack.ts';
import { registrations, type SimulatorKeyName } from '../../../../infra/local/exchange-simulator/keys.ts';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { sharedAssembly } from '../../../support/shared-assembly.ts';
import { sharedKeyFile } from '../aws/support/issuer-key.ts';
import { clientFor } from '../aws/support/stack.ts';

/** The keys of the stage that have a value. That of the fiat key is still to be set. */
const givenKeys = ['read', 'transfer', 'withdrawal', 'whitelist'] as const satisfies readonly SimulatorKeyName[];

/** Stage local as it is deployed, and the exchange it works with. Schedules fire only when a test fires them. */
export interface TreasuryOnStack {
  readonly stack: RunningStack;
  readonly simulator: RunningExchange;
  /** All that functions wrote, each with the name of the function before it. */
  readonly lines: readonly string[];
  /** All that reached the bus, and the topic of the alarms. */
  readonly events: readonly BusEvent[];
  readonly alarms: readonly Notification[];
}

let starting: Promise<TreasuryOnStack> | undefined;

/** The same for all who ask in one test file: to start it takes longer than most of what is tried on it. */
export function treasuryOnStack(): Promise<TreasuryOnStack> {
  starting ??= start();
  return starting;
}

afterAll(async () => {
  const { stack, simulator } = await treasuryOnStack();
  await stack.close();
  await simulator.close();
});

async function start(): Promise<TreasuryOnStack> {
  const simulator = await startExchange();
  const [lines, events, alarms]: [string[], BusEvent[], Notification[]] = [[], [], []];
  const stack = await startStack({
    assembly: await sharedAssembly(),
    parameters: { ExchangeUrl: simulator.url },
    secrets: Object.fromEntries(givenKeys.map((key) => [secretNameOf(key), JSON.stringify(simulator.keys[key])])),
    // At the pace of the key and no slower.
    variables: { 'hashkey-treasury-local-statements': { STATEMENT_READ_EVERY_MS: '0' } },
    firesSchedules: false,
    issuerKeyFile: sharedKeyFile,
    log: ({ function: name, line }) => lines.push(`${name} ${line}`),
  });
  stack.onEvent((event) => events.push(event));
  stack.onNotification((told) => {
    if (told.topicName.endsWith('-alarms')) alarms.push(told);
  });
  return { stack, simulator, lines, events, alarms };
}

export function secretNameOf(key: string): string {
  return `hashkey-treasury/local/${key}`;
}

/** The exchange has its first keys and no other, and every secret but that of the fiat key holds one of them. */
export async function restoreKeys({ stack, simulator }: TreasuryOnStack): Promise<void> {
  simulator.exchange.keys.clear();
  for (const key of registrations(simulator.keys)) simulator.exchange.keys.set(key.apiKey, key);
  for (const key of givenKeys) await putSecret(stack, key, JSON.stringify(simulator.keys[key]));
}

export async function putSecret(stack: RunningStack, key: SimulatorKeyName, SecretString: string): Promise<void> {
  const client = new SecretsManagerClient(clientFor(stack, 'secrets_manager'));
  await client.send(new PutSecretValueCommand({ SecretId: secretNameOf(key), SecretString }));
  client.destroy();
}
