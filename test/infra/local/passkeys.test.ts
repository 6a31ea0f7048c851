import { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { deviceListSchema, deviceViewSchema } from '../../../functions/passkeys/routes.ts';
import { passkeyKey } from '../../../functions/shared/core/item-keys.ts';
import type { FunctionName } from '../../../infra/functions/function-records.ts';
import { type Issuer, loadIssuer, signToken } from '../../../infra/local/aws/issuer.ts';
import { type BusEvent, type RunningStack, startStack } from '../../../infra/local/aws/stack.ts';
import { register } from '../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { sharedAssembly } from '../../support/shared-assembly.ts';
import { sharedKeyFile } from './aws/support/issuer-key.ts';
import { clientFor, eventually } from './aws/support/stack.ts';

/* The function of devices as it is deployed: its bundle, its two tables, and who the template lets write them. */

let stack: RunningStack;
let issuer: Issuer;
const events: BusEvent[] = [];

beforeAll(async () => {
  issuer = await loadIssuer(sharedKeyFile);
  stack = await startStack({
    assembly: await sharedAssembly(),
    parameters: { ExchangeUrl: 'http://127.0.0.1:9' },
    secrets: {},
    issuerKeyFile: sharedKeyFile,
    log: () => {},
  });
  stack.onEvent((event) => events.push(event));
});
afterAll(() => stack.close());

const origin = 'http://localhost:4321';
const key = createSoftwareKey();

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const claims = { sub: 'alice', email: 'alice@example.com', groups: ['finance'] };
  const request = { issuer: 'https://login.example.com', audience: 'treasury', expiresInSeconds: 300, claims };
  const token = await signToken(issuer, request, Date.now());
  const response = await fetch(`${stack.httpUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

const begunSchema = v.object({ options: v.object({ challenge: v.string(), rp: v.object({ id: v.string() }) }) });

test('a device is enrolled, listed and revoked, on a console of any port of this machine', async () => {
  const { options } = v.parse(begunSchema, await call('POST', '/passkeys/enrolments', { name: 'Laptop' }));
  const challenge = Buffer.from(options.challenge, 'base64url');
  const registration = register(key, { rpId: options.rp.id, origin, challenge });
  const device = v.parse(deviceViewSchema, await call('POST', '/passkeys', { registration }));
  expect(device).toMatchObject({ credentialId: key.credentialId, status: 'proposed', flaw: 'unconfirmed' });
  expect(v.parse(deviceListSchema, await call('GET', '/passkeys')).devices).toEqual([device]);
  const revoked = v.parse(deviceViewSchema, await call('DELETE', `/passkeys/${key.credentialId}`));
  expect(revoked.status).toBe('revoked');
  const told = await eventually(async () => {
    const changed = events.filter((event) => event['detail-type'] === 'PasskeyChanged');
    return changed.length === 2 ? changed : undefined;
  });
  expect(told.map(({ detail }) => Object(detail).status)).toEqual(['proposed', 'revoked']);
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
