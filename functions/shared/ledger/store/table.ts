import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { StoreUnavailableError } from './errors.ts';

/** An item as plain data. `pk` names it. */
export type Item = Readonly<Record<string, unknown>>;

/** One conditional write. `set` and `remove` name attributes; `condition` uses `#name` and `:value` placeholders. */
export interface Update {
  readonly set: Item;
  readonly remove?: readonly string[];
  readonly condition: string;
  readonly values: Item;
}

export interface Page {
  readonly items: readonly Item[];
  /** Where the next page begins. Absent on the last one. */
  readonly next?: Item;
}

export interface SortRange {
  readonly from: string;
  readonly to: string;
}

export interface Query {
  readonly index: { readonly name: string; readonly key: string; readonly sort: string };
  readonly value: string;
  /** Only what is between these in the index's order, both included. */
  readonly range?: SortRange;
  readonly limit: number;
  readonly newestFirst: boolean;
  readonly after?: Item;
}

/** The one table, in the few operations that the ledger needs. A false answer means: the condition did not hold. */
export interface Table {
  get(pk: string): Promise<Item | undefined>;
  putNew(item: Item): Promise<boolean>;
  put(item: Item): Promise<void>;
  update(pk: string, update: Update): Promise<boolean>;
  query(query: Query): Promise<Page>;
  /** DynamoDB's own id of it: one that was restored, under whatever name, has another. */
  identity(): Promise<string>;
}

/** Seconds, not the SDK's endless default: a function that waits holds a queue. */
const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 3_000;
const attemptsMax = 3;

/** Where the table is, for those who are no function. Without it as the environment says. */
export type TableAddress = Pick<DynamoDBClientConfig, 'region' | 'endpoint' | 'credentials'>;

export function openTable(tableName: string, address: TableAddress = {}): Table {
  const client = new DynamoDBClient({
    ...address,
    maxAttempts: attemptsMax,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  return tableOver(client, tableName);
}

/** What sends a command to DynamoDB. */
export type Sender = Pick<DynamoDBClient, 'send'>;

export function tableOver(client: Sender, tableName: string): Table {
  return {
    get: (pk) => get(client, tableName, pk),
    putNew: (item) => condition('a new item', () => client.send(putNewCommand(tableName, item))),
    put: async (item) => {
      await attempt('an item', () =>
        client.send(new PutItemCommand({ TableName: tableName, Item: toAttributes(item) })),
      );
    },
    update: (pk, update) => condition('an update', () => client.send(updateCommand(tableName, pk, update))),
    query: (query) => runQuery(client, tableName, query),
    identity: () => identity(client, tableName),
  };
}

async function get(client: Sender, tableName: string, pk: string): Promise<Item | undefined> {
  // Always strongly consistent: a decision about money is never made on an old picture.
  const command = new GetItemCommand({ TableName: tableName, Key: toAttributes({ pk }), ConsistentRead: true });
  const answer = await attempt('a read', () => client.send(command));
  return answer.Item === undefined ? undefined : unmarshall(answer.Item);
}

async function identity(client: Sender, tableName: string): Promise<string> {
  const { Table: found } = await attempt('a look at the table itself', () =>
    client.send(new DescribeTableCommand({ TableName: tableName })),
  );
  const id = found?.TableId;
  if (id === undefined) throw new StoreUnavailableError('a look at its id', new Error('the answer has no TableId'));
  return id;
}

function putNewCommand(tableName: string, item: Item): PutItemCommand {
  return new PutItemCommand({
    TableName: tableName,
    Item: toAttributes(item),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
}

function updateCommand(tableName: string, pk: string, update: Update): UpdateItemCommand {
  const names = Object.keys(update.set);
  const sets = names.map((name) => `#${name} = :set_${name}`).join(', ');
  const removed = update.remove ?? [];
  const removes = removed.length === 0 ? '' : ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}`;
  const values = {
    ...Object.fromEntries(names.map((name) => [`:set_${name}`, update.set[name]])),
    ...Object.fromEntries(Object.entries(update.values).map(([name, value]) => [`:${name}`, value])),
  };
  const inCondition = [...update.condition.matchAll(/#(\w+)/g)].map((match) => match[1] ?? '');
  return new UpdateItemCommand({
    TableName: tableName,
    Key: toAttributes({ pk }),
    UpdateExpression: `SET ${sets}${removes}`,
    ConditionExpression: update.condition,
    ExpressionAttributeNames: Object.fromEntries(
      [...names, ...removed, ...inCondition].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: toAttributes(values),
  });
}

async function runQuery(client: Sender, tableName: string, query: Query): Promise<Page> {
  const command = new QueryCommand({
    TableName: tableName,
    IndexName: query.index.name,
    ...keyCondition(query),
    ScanIndexForward: !query.newestFirst,
    Limit: query.limit,
    ...(query.after === undefined ? {} : { ExclusiveStartKey: toAttributes(query.after) }),
  });
  const answer = await attempt('a query', () => client.send(command));
  const items = (answer.Items ?? []).map((item) => unmarshall(item));
  return answer.LastEvaluatedKey === undefined ? { items } : { items, next: unmarshall(answer.LastEvaluatedKey) };
}

function keyCondition({ index, value, range }: Query) {
  const key = { '#key': index.key };
  if (range === undefined) {
    return {
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: key,
      ExpressionAttributeValues: toAttributes({ ':key': value }),
    };
  }
  return {
    KeyConditionExpression: '#key = :key AND #sort BETWEEN :from AND :to',
    ExpressionAttributeNames: { ...key, '#sort': index.sort },
    ExpressionAttributeValues: toAttributes({ ':key': value, ':from': range.from, ':to': range.to }),
  };
}

function toAttributes(item: Item): Record<string, AttributeValue> {
  return marshall(item, { removeUndefinedValues: true });
}

async function condition(operation: string, send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw new StoreUnavailableError(operation, error);
  }
}

async function attempt<Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw new StoreUnavailableError(operation, error);
  }
}
