import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { resource } from '../support/assembly.ts';
import { clientFor, start } from '../support/stack.ts';

const keys = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: ['pk', 'status', 'updatedAt'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  BillingMode: 'PAY_PER_REQUEST',
};
const index = {
  IndexName: 'by-status',
  KeySchema: [
    { AttributeName: 'status', KeyType: 'HASH' },
    { AttributeName: 'updatedAt', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'ALL' },
};

test('a table takes conditional writes and is read through its index', async () => {
  await using stack = await start({
    resources: {
      Items: resource('AWS::DynamoDB::Table', {
        ...keys,
        TableName: 'items',
        GlobalSecondaryIndexes: [index],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    },
    outputs: { Arn: { Value: { 'Fn::GetAtt': ['Items', 'Arn'] } } },
  });
  const client = new DynamoDBClient(clientFor(stack, 'dynamodb'));
  const put = new PutItemCommand({
    TableName: 'items',
    Item: { pk: { S: 'a' }, status: { S: 'open' }, updatedAt: { S: '1' } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await client.send(put);
  await expect(client.send(put)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  const query = new QueryCommand({
    TableName: 'items',
    IndexName: 'by-status',
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'status' },
    ExpressionAttributeValues: { ':s': { S: 'open' } },
  });
  expect((await client.send(query)).Items).toEqual([{ pk: { S: 'a' }, status: { S: 'open' }, updatedAt: { S: '1' } }]);
  expect(stack.outputs.Arn).toBe('arn:aws:dynamodb:us-east-1:000000000000:table/items');
  client.destroy();
});

test('a global table of one replica is a table', async () => {
  await using stack = await start({
    resources: {
      Items: resource('AWS::DynamoDB::GlobalTable', {
        ...keys,
        TableName: 'global',
        GlobalSecondaryIndexes: [index],
        Replicas: [{ Region: { Ref: 'AWS::Region' }, DeletionProtectionEnabled: true }],
      }),
    },
  });
  const client = new DynamoDBClient(clientFor(stack, 'dynamodb'));
  await client.send(new PutItemCommand({ TableName: 'global', Item: { pk: { S: 'a' } } }));
  const read = await client.send(
    new GetItemCommand({ TableName: 'global', Key: { pk: { S: 'a' } }, ConsistentRead: true }),
  );
  expect(read.Item).toEqual({ pk: { S: 'a' } });
  client.destroy();
});
