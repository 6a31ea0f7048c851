import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exchangeOrderId, instructionId } from '../../../functions/shared/core/ids.ts';
import { applyTransition } from '../../../functions/shared/ledger/instruction/apply-transition.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { VersionConflictError } from '../../../functions/shared/ledger/store/errors.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../functions/shared/ledger/store/instruction-store.ts';
import { openTable } from '../../../functions/shared/ledger/store/table.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';

import { accessKeyOf } from '../../../infra/local/aws/lambda/environment.ts';
import { ownAccessKey } from '../../../infra/local/aws/services/clients.ts';
import { type BusEvent, type RunningStack, startStack } from '../../../infra/local/aws/stack.ts';
import { sharedAssembly } from '../../support/shared-assembly.ts';
import { activeEntry } from '../../support/whitelist.ts';
import { clientFor, eventually } from './aws/support/stack.ts';

/*
 * The example of a finance workflow as it is deployed: its state machine from the synthesized template, the functions'
 * own bundles, their rules and the table. There is no exchange: what became of a withdrawal is written by hand.
 */
let folder: string;
let stack: RunningStack;
let client: SFNClient;
let store: InstructionStore;
const events: BusEvent[] = [];
const notifications: string[] = [];
const lines: string[] = [];
/** Ends the time of the task that an execution waits for. No wait ends by itself: a test may take any time. */
const timeOut = new Map<string, () => void>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'finance-workflow-'));
  stack = await startStack({
    assembly: await sharedAssembly(),
    // Nobody is there: whatever is to be sent waits.
    parameters: { ExchangeUrl: 'http://127.0.0.1:9' },
    secrets: {},
    firesSchedules: false,
    issuerKeyFile: path.join(folder, 'issuer-key.json'),
    taskWait: ({ executionArn, signal }) =>
      new Promise((resolve, reject) => {
        timeOut.set(executionArn, () => resolve(undefined));
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    log: ({ line }) => lines.push(line),
  });
  stack.onEvent((event) => events.push(event));
  stack.onNotification(({ topicName, message }) => {
    if (topicName.endsWith('-alarms')) notifications.push(message);
  });
  const { dynamodb, eventbridge } = stack.endpoints;
  Object.assign(process.env, {
    AWS_REGION: stack.region,
    AWS_ACCESS_KEY_ID: ownAccessKey,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: eventbridge,
  });
  client = new SFNClient(clientFor(stack, 'sfn'));
  const table = openTable(stack.outputs.TableName ?? '');
  store = openInstructionStore(table, randomUUID);
  await activeEntry(openWhitelist(table), 'known-payee');
  // The bus takes our events from our functions only, so from here on they are put as one of them.
  process.env.AWS_ACCESS_KEY_ID = accessKeyOf('hashkey-treasury-local-reconciliation');
});
afterAll(async () => {
  client.destroy();
  await stack.close();
  await rm(folder, { recursive: true });
});

const machineArn = () =>
  `arn:aws:states:${stack.region}:000000000000:stateMachine:hashkey-treasury-local-finance-workflow`;

async function pay(id: string, destination = 'known-payee'): Promise<string> {
  const requestBody = { instructionId: id, destination, coin: 'USDT', chain: 'ETH', quantity: '7.50' };
  const input = JSON.stringify({ ...requestBody, requestedBy: 'alice@example.com', note: 'invoice 42' });
  const started = await client.send(new StartExecutionCommand({ stateMachineArn: machineArn(), input }));
  return started.executionArn ?? '';
}

const endOf = (executionArn: string) =>
  eventually(async () => {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
const publishedOf = (type: string, id: string) =>
  events
    .filter((event) => event['detail-type'] === type && event.detail.instructionId === id)
    .map(({ detail }) => detail);
const tookTooLong = async (executionArn: string) => (await eventually(() => timeOut.get(executionArn)))();
const read = (id: string) => eventually(() => store.get(instructionId(id)));

/** Whatever it waits for, people or its release: from here on it was sent, and settled. */
async function settleManually(id: string): Promise<void> {
  const stamp = { at: Date.now(), by: 'test' };
  const steps: ((seen: Instruction) => Instruction)[] = [
    (seen) => (seen.state.status === 'approved' ? seen : applyTransition(seen, { status: 'approved' }, stamp)),
    (seen) => startSending(seen, { timestamp: stamp.at, recvWindow: 5_000 }, stamp),
    (seen) => recordOutcome(seen, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp),
    (seen) => settle(seen, stamp.at, stamp),
  ];
  await eventually(async () => {
    try {
      let instruction = await read(id);
      for (const step of steps) {
        const next = step(instruction);
        if (next !== instruction) await store.update(instruction, next);
        instruction = next;
      }
      // What is not published yet the tick publishes. Nobody else may: the bus takes our source from our roles only.
      await stack.invoke('hashkey-treasury-local-reconciliation', {});
      return true;
    } catch (error) {
      // A release tries it too, finds no exchange, and holds it.
      if (error instanceof VersionConflictError) return undefined;
      throw error;
    }
  });
}

describe('a payment', () => {
  test('that settles is told as settled', async () => {
    const execution = await pay('paid-1');
    await settleManually('paid-1');
    expect((await endOf(execution)).status).toBe('SUCCEEDED');
    expect(publishedOf('PaymentSettled', 'paid-1')).toEqual([
      {
        instructionId: 'paid-1',
        withdrawal: expect.objectContaining({
          id: 'paid-1',
          status: 'settled',
          quantity: '7.5',
          exchangeOrderId: 'W1',
        }),
      },
    ]);
    expect(publishedOf('PaymentNotMade', 'paid-1')).toEqual([]);
    // It is told first, and noted then.
    const noted = await eventually(async () => ((await read('paid-1')).taskReport ? read('paid-1') : undefined));
    expect(noted).toMatchObject({ taskReport: { result: 'told' } });
    expect(noted).not.toHaveProperty('taskToken');
  });

  test('that is not authorized is compensated, with the reason', async () => {
    expect((await endOf(await pay('refused-1', 'mallory'))).status).toBe('SUCCEEDED');
    expect(publishedOf('PaymentNotMade', 'refused-1')).toEqual([
      {
        instructionId: 'refused-1',
        withdrawal: expect.objectContaining({ status: 'rejected', reason: 'destination-not-whitelisted' }),
      },
    ]);
    expect(publishedOf('PaymentSettled', 'refused-1')).toEqual([]);
  });

  test('that takes too long is no payment not made: people are asked to look, and it is waited for on with a newer token', async () => {
    const execution = await pay('slow-1');
    const before = (await read('slow-1')).taskToken;
    // A timeout is a second at the least, so that whoever asks again does so in a later one.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await tookTooLong(execution);
    await eventually(() => notifications.find((notification) => notification.includes('slow-1')));
    expect(publishedOf('PaymentNotMade', 'slow-1')).toEqual([]);
    await eventually(async () => ((await read('slow-1')).taskToken === before ? undefined : true));
    expect((await client.send(new DescribeExecutionCommand({ executionArn: execution }))).status).toBe('RUNNING');
    await settleManually('slow-1');
    expect((await endOf(execution)).status).toBe('SUCCEEDED');
    expect(publishedOf('PaymentSettled', 'slow-1')).toHaveLength(1);
    expect((await read('slow-1')).attempts.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
  });

  test('that another execution asked for already is one payment, and the later one is told of it at once', async () => {
    await endOf(await pay('again-1', 'mallory'));
    expect((await endOf(await pay('again-1', 'mallory'))).status).toBe('SUCCEEDED');
    expect(publishedOf('PaymentNotMade', 'again-1')).toHaveLength(2);
    expect((await read('again-1')).history).toHaveLength(2);
  });

  test('that is asked for with other content is told to nobody, and people are asked to look', async () => {
    await endOf(await pay('other-1', 'mallory'));
    await tookTooLong(await pay('other-1'));
    await eventually(() => notifications.find((notification) => notification.includes('other-1')));
    expect(publishedOf('PaymentSettled', 'other-1')).toEqual([]);
  });
});

test.each([
  ['not made', 'stolen-1', 'mallory', undefined],
  ['settled', 'stolen-2', 'known-payee', settleManually],
])(
  'another withdrawal that is %s, asked for with the token of a payment, says nothing of that payment',
  async (_how, id, destination, end) => {
    const execution = await pay(id);
    const { taskToken } = await eventually(async () =>
      (await read(id)).taskToken === undefined ? undefined : read(id),
    );
    const other = { instructionId: `${id}-other`, destination, coin: 'USDT', chain: 'ETH', quantity: '1', taskToken };
    const detail = { ...other, requestedBy: 'mallory@example.com' };
    const thief = new EventBridgeClient(clientFor(stack, 'eventbridge'));
    const entry = {
      EventBusName: stack.outputs.EventBusName,
      Source: 'com.example.other',
      DetailType: 'WithdrawalRequested',
    };
    await thief.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }));
    thief.destroy();
    await read(`${id}-other`);
    await end?.(`${id}-other`);
    expect((await endOf(execution)).status).toBe('FAILED');
    expect([publishedOf('PaymentNotMade', id), publishedOf('PaymentSettled', id)]).toEqual([[], []]);
    expect(notifications.some((notification) => notification.includes(`"${id}"`))).toBe(true);
  },
);

test('no task token stands in an event of ours, or in a line of any function', async () => {
  await endOf(await pay('quiet-1', 'mallory'));
  const tokens = events
    .filter((event) => event['detail-type'] === 'WithdrawalRequested')
    .map(({ detail }) => String(detail.taskToken));
  const ours = events.filter(({ source }) => source === 'hashkey-treasury');
  expect(tokens.length).toBeGreaterThan(0);
  expect(ours.length).toBeGreaterThan(0);
  const text = JSON.stringify([ours, lines, notifications]);
  expect(tokens.filter((token) => text.includes(token))).toEqual([]);
});
