import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type ReturnValue,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import type { ObservedCall } from '../../../../../infra/local/aws/stack.ts';
import { allows, type Json, resource } from '../support/assembly.ts';
import { clientFor, start } from '../support/stack.ts';
import { account, arn, attribute, callerStack, kmsKey, notAuthorizedMessage } from './caller-stack.ts';

const table = (more: Json = {}) =>
  resource('AWS::DynamoDB::Table', {
    TableName: 'items',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'open', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-open',
        KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    ...more,
  });
const tableArn = arn('dynamodb', 'table/items');

async function stackWith(rights: readonly Json[], more: Json = {}, resources: Json = {}) {
  const stack = await start(callerStack({ Table: table(more), ...resources }, rights));
  const client = new DynamoDBClient(clientFor(stack, 'dynamodb', 'caller'));
  const dispose = async () => {
    client.destroy();
    await stack[Symbol.asyncDispose]();
  };
  return { stack, client, [Symbol.asyncDispose]: dispose };
}

const get = (pk: string, more: Partial<GetItemCommand['input']> = {}) =>
  new GetItemCommand({ TableName: 'items', Key: { pk: { S: pk } }, ...more });
const put = (pk: string) => new PutItemCommand({ TableName: 'items', Item: { pk: { S: pk }, open: { S: 'yes' } } });
const close = (pk: string, ReturnValues?: ReturnValue) =>
  new UpdateItemCommand({
    TableName: 'items',
    Key: { pk: { S: pk } },
    UpdateExpression: 'SET #open = :no',
    ExpressionAttributeNames: { '#open': 'open' },
    ExpressionAttributeValues: { ':no': { S: 'no' } },
    ...(ReturnValues === undefined ? {} : { ReturnValues }),
  });
const denied = (message: string) => ({
  name: 'AccessDeniedException',
  message: expect.stringContaining(message),
  $metadata: expect.objectContaining({ httpStatusCode: 400 }),
});

describe('a function that calls the table', () => {
  test('is refused what its role does not allow, once, and the stack says who lacks what', async () => {
    await using it = await stackWith([allows(['dynamodb:GetItem'], attribute('Table'))]);
    await expect(it.client.send(get('a'))).resolves.toHaveProperty('$metadata.httpStatusCode', 200);
    await expect(it.client.send(put('a'))).rejects.toMatchObject(
      denied(notAuthorizedMessage('dynamodb:PutItem', tableArn)),
    );
    expect(it.stack.lines).toEqual([
      `local-stack: refused to caller: ${notAuthorizedMessage('dynamodb:PutItem', tableArn)} because no identity-based policy allows the dynamodb:PutItem action`,
    ]);
  });

  test('that nobody knows is refused', async () => {
    await using it = await stackWith([]);
    const stranger = { ...clientFor(it.stack, 'dynamodb'), credentials: { accessKeyId: 'AKIA', secretAccessKey: 'x' } };
    const client = new DynamoDBClient(stranger);
    await expect(client.send(get('a'))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    client.destroy();
  });

  test('is held to the items whose keys begin as its role says', async () => {
    const Condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['limit#*'] } };
    const actions = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:BatchGetItem'];
    await using it = await stackWith([allows(actions, attribute('Table'), { Condition })]);
    const batch = (...keys: string[]) =>
      new BatchGetItemCommand({ RequestItems: { items: { Keys: keys.map((pk) => ({ pk: { S: pk } })) } } });
    await it.client.send(put('limit#USDT'));
    await it.client.send(batch('limit#USDT', 'limit#BTC'));
    await expect(it.client.send(put('policy'))).rejects.toMatchObject(denied(tableArn));
    await expect(it.client.send(batch('limit#USDT', 'policy'))).rejects.toMatchObject(denied(tableArn));
    await expect(it.client.send(get('policy'))).rejects.toMatchObject(denied('dynamodb:GetItem'));
  });

  test('needs the right to an index to ask it, with the key that it asks for', async () => {
    const Condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['yes'] } };
    const index = { 'Fn::Sub': `\${Table.Arn}/index/by-open` };
    await using it = await stackWith([allows(['dynamodb:Query'], index, { Condition })]);
    const query = (open: string, IndexName?: string) =>
      new QueryCommand({
        TableName: 'items',
        ...(IndexName === undefined ? {} : { IndexName }),
        KeyConditionExpression: '#k = :v',
        ExpressionAttributeNames: { '#k': IndexName === undefined ? 'pk' : 'open' },
        ExpressionAttributeValues: { ':v': { S: open } },
      });
    await it.client.send(query('yes', 'by-open'));
    await expect(it.client.send(query('no', 'by-open'))).rejects.toMatchObject(denied(`${tableArn}/index/by-open`));
    await expect(it.client.send(query('yes'))).rejects.toMatchObject(
      denied(notAuthorizedMessage('dynamodb:Query', tableArn)),
    );
    const scan = new ScanCommand({ TableName: 'items' });
    await expect(it.client.send(scan)).rejects.toMatchObject(denied(notAuthorizedMessage('dynamodb:Scan', tableArn)));
  });

  test('is held to the attributes and the answers that its role allows', async () => {
    const Condition = {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'open'] },
      StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
    };
    await using it = await stackWith([allows(['dynamodb:*'], attribute('Table'), { Condition })]);
    const some = { ProjectionExpression: '#o', ExpressionAttributeNames: { '#o': 'open' } };
    await it.client.send(get('a', some));
    await expect(it.client.send(get('a', { ProjectionExpression: 'secret' }))).rejects.toMatchObject(denied(tableArn));
    const { input } = put('a');
    const all = new PutItemCommand({ ...input, ReturnValues: 'ALL_OLD' });
    await expect(it.client.send(all)).rejects.toMatchObject(denied('dynamodb:PutItem'));
  });
});

describe('a table with a key of the company', () => {
  const encrypted = { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: attribute('Key') } };
  const items = allows(['dynamodb:GetItem', 'dynamodb:PutItem'], attribute('Table'));

  test('needs the right to the key as well', async () => {
    await using it = await stackWith([items], encrypted, { Key: kmsKey() });
    const expected = denied(notAuthorizedMessage('kms:Decrypt', arn('kms', 'key/Test-Key')));
    await expect(it.client.send(get('a'))).rejects.toMatchObject(expected);
  });

  test.each([
    ['for this table, by way of DynamoDB', 'items', 'dynamodb.us-east-1.amazonaws.com', true],
    ['for another table', 'others', 'dynamodb.us-east-1.amazonaws.com', false],
    ['by way of another service', 'items', 'sqs.us-east-1.amazonaws.com', false],
  ])('with the right to its key %s', async (_what, name, via, isAllowed) => {
    const Condition = {
      StringEquals: {
        'kms:ViaService': via,
        'kms:EncryptionContext:aws:dynamodb:tableName': name,
        'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
      },
    };
    const rights = [items, allows(['kms:Decrypt'], attribute('Key'), { Condition })];
    await using it = await stackWith(rights, encrypted, { Key: kmsKey() });
    const outcome = await it.client.send(put('a')).then(
      () => true,
      () => false,
    );
    expect(outcome).toBe(isAllowed);
  });

  test('is not open to who has the right to the key alone', async () => {
    await using it = await stackWith([allows(['kms:Decrypt'], attribute('Key'))], encrypted, { Key: kmsKey() });
    await expect(it.client.send(get('a'))).rejects.toMatchObject(denied('dynamodb:GetItem'));
  });
});

describe('the calls that are heard', () => {
  test('are those that were allowed, with what DynamoDB charges', async () => {
    await using it = await stackWith([allows(['dynamodb:PutItem'], attribute('Table'))]);
    const heard: ObservedCall[] = [];
    const end = it.stack.onCall((call) => heard.push(call));
    const answer = await it.client.send(put('a'));
    // Nobody asked for it, so the caller does not see it.
    expect(answer).not.toHaveProperty('ConsumedCapacity');
    await expect(it.client.send(get('a'))).rejects.toMatchObject(denied('dynamodb:GetItem'));
    const again = new PutItemCommand({ ...put('a').input, ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(it.client.send(again)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    end();
    await it.client.send(put('b'));
    const call = { by: 'caller', action: 'dynamodb:PutItem', resource: tableArn, capacityUnits: 1 };
    expect(heard).toEqual([{ ...call, change: { before: undefined, after: put('a').input.Item } }, call]);
  });

  test('tell of a write what it found and what it left, and change nothing of its answer', async () => {
    await using it = await stackWith([allows(['dynamodb:PutItem', 'dynamodb:UpdateItem'], attribute('Table'))]);
    await it.client.send(put('a'));
    const heard: ObservedCall[] = [];
    it.stack.onCall((call) => heard.push(call));
    const answers = [
      await it.client.send(close('a')),
      await it.client.send(put('a')),
      await it.client.send(close('new')),
    ];
    for (const answer of answers) expect(answer).not.toHaveProperty('Attributes');
    const open = { pk: { S: 'a' }, open: { S: 'yes' } };
    const closed = { pk: { S: 'a' }, open: { S: 'no' } };
    expect(heard.map(({ change }) => change)).toEqual([
      { before: open, after: closed },
      { before: closed, after: open },
      { before: undefined, after: { pk: { S: 'new' }, open: { S: 'no' } } },
    ]);
  });

  test('leave a write as it is that asks itself what it returns', async () => {
    await using it = await stackWith([allows(['dynamodb:UpdateItem'], attribute('Table'))]);
    const heard: ObservedCall[] = [];
    it.stack.onCall((call) => heard.push(call));
    const answer = await it.client.send(close('a', 'ALL_NEW'));
    expect(answer.Attributes).toEqual({ pk: { S: 'a' }, open: { S: 'no' } });
    expect(heard).toEqual([expect.not.objectContaining({ change: expect.anything() })]);
  });

  test('leave what the caller asked for as it is', async () => {
    await using it = await stackWith([allows(['dynamodb:GetItem'], attribute('Table'))]);
    const answer = await it.client.send(get('a', { ReturnConsumedCapacity: 'TOTAL', ConsistentRead: true }));
    expect(answer.ConsumedCapacity).toMatchObject({ CapacityUnits: 1 });
  });
});
