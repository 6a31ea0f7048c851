import { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { deviceListSchema, deviceViewSchema } from '../../../functions/passkeys/routes.ts';
import { passkeyKey } from '../../../functions/shared/core/item-keys.ts';
import type { FunctionName } from '../../../infra/functions/function-records.ts';
import type { RunningStack } from '../../../infra/local/aws/stack.ts';
import { enrollDevice } from '../../../infra/local/passkey/device-calls.ts';
import { clientFor } from './aws/support/stack.ts';
import { toldOf } from './support/attacked-payment.ts';
import { newPerson, type PasskeyStack, passkeyStack } from './support/passkey-stack.ts';
import './passkey-command.checks.ts';
import './passkey-table-attacks.checks.ts';
import './passkey-token-attacks.checks.ts';

/* The function of devices as it is deployed: its bundle, its two tables, and who the template lets write them. */

let stack: RunningStack;
let started: PasskeyStack;

beforeAll(async () => {
  started = await passkeyStack();
  ({ stack } = started);
});

test('a device is enrolled, listed and revoked, on a console of any port of this machine', async () => {
  const alice = newPerson('alice', 'ops');
  const { credentialId } = alice.key;
  const device = await enrollDevice({ ...alice, api: started.api }, 'Laptop');
  expect(device).toMatchObject({ credentialId, status: 'proposed', flaw: 'unconfirmed' });
  const { devices } = await started.api.read(deviceListSchema, alice.persona, '/passkeys');
  expect(devices).toContainEqual(device);
  const path = `/passkeys/${credentialId}`;
  const revoked = await started.api.ask(deviceViewSchema, alice.persona, 'DELETE', path);
  expect(revoked.status).toBe('revoked');
  for (const status of ['proposed', 'revoked']) {
    await toldOf(
      started,
      'PasskeyChanged',
      (detail) => detail.credentialId === credentialId && detail.status === status,
    );
  }
});

describe('the table of device heads', () => {
  const heads = 'hashkey-treasury-local-device-heads';
  const head = { pk: { S: 'A'.repeat(22) } };
  const put = new PutItemCommand({ TableName: heads, Item: head });
  const update = new UpdateItemCommand({
    TableName: heads,
    Key: head,
    UpdateExpression: 'SET #version = :one',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });
  const as = (name: FunctionName) => new DynamoDBClient(clientFor(stack, 'dynamodb', `hashkey-treasury-local-${name}`));

  test.each<FunctionName>(['approval', 'withdrawal-release', 'policy', 'reconciliation'])(
    'is not written by %s, nor is the item of a device',
    async (name) => {
      const client = as(name);
      await expect(client.send(update)).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: expect.stringContaining('explicit deny in a resource-based policy'),
      });
      await expect(client.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' });
      const item = { pk: { S: passkeyKey('A'.repeat(22)) } };
      const forged = new PutItemCommand({ TableName: 'hashkey-treasury-local', Item: item });
      await expect(client.send(forged)).rejects.toMatchObject({ name: 'AccessDeniedException' });
      client.destroy();
    },
  );

  test('is written by the function of devices, step by step, and never as a whole', async () => {
    const client = as('passkeys');
    await expect(client.send(update)).resolves.toHaveProperty('$metadata.httpStatusCode', 200);
    await expect(client.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const read = new GetItemCommand({ TableName: heads, Key: head, ConsistentRead: true });
    expect((await client.send(read)).Item).toMatchObject({ version: { N: '1' } });
    client.destroy();
  });
});
