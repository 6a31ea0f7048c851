import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll } from '@jest/globals';
import { confirmationSaid } from '../../../../functions/shared/ledger/authorization/what-is-said.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { releaseMessage } from '../../../../functions/shared/ledger/messaging/release-message.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { openTable, type Table } from '../../../../functions/shared/ledger/store/table.ts';
import { openWhitelist } from '../../../../functions/shared/ledger/store/whitelist.ts';
import { addConfirmation } from '../../../../functions/shared/ledger/whitelist/steps.ts';
import type { Enrolment } from '../../../../functions/shared/passkeys/enrolment.ts';
import type { NamedPerson } from '../../../../functions/shared/passkeys/person.ts';
import { printRoot } from '../../../../functions/shared/passkeys/roots.ts';
import type { Place } from '../../../../functions/shared/passkeys/verify-word.ts';
import localTreasury from '../../../../infra/config/local.ts';
import { type FunctionName, functionNames, functionRecords } from '../../../../infra/functions/function-records.ts';
import { type BusEvent, type Notification, type RunningStack, startStack } from '../../../../infra/local/aws/stack.ts';
import type { Persona } from '../../../../infra/local/demo/personas.ts';
import { TreasuryApi } from '../../../../infra/local/demo/treasury-api.ts';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { enrolmentOf } from '../../../../infra/local/software-authenticator/enrolment.ts';
import { createSoftwareKey, type SoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';
import { sharedAssembly } from '../../../support/shared-assembly.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import { sharedKeyFile } from '../aws/support/issuer-key.ts';
import { clientFor } from '../aws/support/stack.ts';
import { signedBy } from './signed-by.ts';

/*
 * Stage local as it is deployed, where everything that lets money go takes a signature. The first devices are those of
 * seven people.
 */

export const place: Place = { stage: 'local', origin: 'http://localhost:8080', rpId: 'localhost' };

/** A person with a device. */
export interface DeviceOwner {
  readonly persona: Persona;
  readonly person: NamedPerson;
  readonly key: SoftwareKey;
  readonly enrolment: Enrolment;
}

/** Somebody whose device nobody knows yet. */
export function newPerson(name: string, group: string): DeviceOwner {
  const persona = { name, email: `${name}@example.com`, groups: [group] };
  const person = { by: persona.email, issuer: localTreasury.identity.issuer, claim: 'email' };
  const key = createSoftwareKey();
  const { stage, rpId } = place;
  return { persona, person, key, enrolment: enrolmentOf(key, { person, stage, rpId, name: 'Laptop' }) };
}

/** Whose devices the configuration names: approvers of both groups. Of finance there are some, because a device ends with what is tried on it. */
export const owners = {
  fiona: newPerson('fiona', 'finance'),
  tess: newPerson('tess', 'treasury'),
  carl: newPerson('carl', 'finance'),
  rick: newPerson('rick', 'finance'),
  vera: newPerson('vera', 'finance'),
  rita: newPerson('rita', 'finance'),
  /** Confirms destinations. */
  wendy: newPerson('wendy', 'compliance'),
};

export interface PasskeyStack {
  readonly stack: RunningStack;
  readonly simulator: RunningExchange;
  readonly events: readonly BusEvent[];
  readonly alarms: readonly Notification[];
  readonly api: TreasuryApi;
  /** As who runs the stack: with every right to the table. */
  readonly table: Table;
  readonly instructions: InstructionStore;
  removeItem(pk: string): Promise<void>;
  /** The tables, with the rights of one function. */
  tableAs(name: FunctionName): Table;
  headsAs(name: FunctionName): Table;
  /** Asks for a release, with the rights of the function that takes approvals. */
  askRelease(instruction: Instruction): Promise<void>;
}

const nameOf = (name: FunctionName) => `hashkey-treasury-local-${name}`;

let starting: Promise<PasskeyStack> | undefined;

/** The same for all who ask in one test file. */
export function passkeyStack(): Promise<PasskeyStack> {
  starting ??= start();
  return starting;
}

afterAll(async () => {
  const { stack, simulator } = await passkeyStack();
  await stack.close();
  await simulator.close();
});

async function start(): Promise<PasskeyStack> {
  const simulator = await startExchange();
  const [events, alarms]: [BusEvent[], Notification[]] = [[], []];
  const stack = await startStack({
    assembly: await sharedAssembly(),
    parameters: { ExchangeUrl: simulator.url },
    secrets: Object.fromEntries(
      (['read', 'withdrawal'] as const).map((key) => [
        `hashkey-treasury/local/${key}`,
        JSON.stringify(simulator.keys[key]),
      ]),
    ),
    variables: passkeyVariables(),
    firesSchedules: false,
    issuerKeyFile: sharedKeyFile,
    log: () => {},
  });
  stack.onEvent((event) => events.push(event));
  stack.onNotification((told) => {
    if (told.topicName.endsWith('-alarms')) alarms.push(told);
  });
  const api = await TreasuryApi.open(stack.httpUrl ?? '', localTreasury, sharedKeyFile);
  const { TableName = '' } = stack.outputs;
  const table = openTable(TableName, clientFor(stack, 'dynamodb'));
  await signedDestination(table);
  const tableOf = (name: string, caller: FunctionName) => openTable(name, clientFor(stack, 'dynamodb', nameOf(caller)));
  return {
    ...{ stack, simulator, events, alarms, api, table },
    instructions: openInstructionStore(table, randomUUID),
    removeItem: (pk) => removeItem(stack, TableName, pk),
    tableAs: (name) => tableOf(TableName, name),
    headsAs: (name) => tableOf(`${TableName}-device-heads`, name),
    askRelease: (instruction) => askRelease(stack, instruction),
  };
}

/** What a deployment with these roots gives each function that checks signatures. */
function passkeyVariables() {
  const roots = Object.values(owners).map(({ enrolment }) => printRoot(enrolment));
  const { stage, rpId } = place;
  const PASSKEYS = JSON.stringify({ stage, rpId, roots, floor: { level: 'all', over: {} } });
  const checking = functionNames.filter((name) => functionRecords[name].checksPasskeys === true);
  return Object.fromEntries(checking.map((name) => [nameOf(name), { PASSKEYS }]));
}

/** Wendy has signed that it is right. */
async function signedDestination(table: Table): Promise<void> {
  const whitelist = openWhitelist(table);
  const { id, digest } = await activeEntry(whitelist);
  const { by, ...identity } = owners.wendy.person;
  const word = signedBy(owners.wendy.key, place, confirmationSaid({ id, digest }, { by, identity }));
  const stamp = { by, identity, at: Date.now() };
  await whitelist.change(id, (now) => addConfirmation(now, digest, 1_000, stamp, undefined, word));
}

async function removeItem(stack: RunningStack, TableName: string, pk: string): Promise<void> {
  const client = new DynamoDBClient(clientFor(stack, 'dynamodb'));
  await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: pk } } }));
  client.destroy();
}

async function askRelease(stack: RunningStack, instruction: Instruction): Promise<void> {
  const client = new SQSClient(clientFor(stack, 'sqs', nameOf('approval')));
  const { body, group, deduplicationId } = releaseMessage(instruction);
  const MessageBody = JSON.stringify(body);
  const QueueUrl = await releaseQueueUrl(stack);
  const message = { QueueUrl, MessageBody, MessageGroupId: group, MessageDeduplicationId: deduplicationId };
  await client.send(new SendMessageCommand(message));
  client.destroy();
}

async function releaseQueueUrl(stack: RunningStack): Promise<string> {
  const client = new SQSClient(clientFor(stack, 'sqs'));
  const { QueueUrl = '' } = await client.send(
    new GetQueueUrlCommand({ QueueName: 'hashkey-treasury-local-releases.fifo' }),
  );
  client.destroy();
  return QueueUrl;
}
