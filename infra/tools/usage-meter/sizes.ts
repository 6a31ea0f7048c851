import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { isObject, type JsonObject } from '../../json.ts';
import type { Sizes } from '../cost/usage/usage-data.ts';
import { itemSize, valueSize } from './item-size.ts';
import type { MeteredStack } from './metered-stack.ts';

/** An hour of a book, as it is when a hundred withdrawals of five digits were summed up. */
const hour = { M: { until: { N: '1763632800000' }, quantity: { S: '1250000.123456' }, count: { N: '100' } } };

/** Sizes of what the acts left in the table. */
export async function measureSizes(meteredStack: MeteredStack, withdrawal: string, transfer: string): Promise<Sizes> {
  const book = await itemAt(meteredStack, 'limit#USDT');
  const places = isObject(book.entries) && Array.isArray(book.entries.L) ? book.entries.L : [];
  const largest = Math.max(...places.map((each: unknown) => valueSize(each)));
  return {
    withdrawal: itemSize(await itemAt(meteredStack, `instruction#${withdrawal}`)),
    transfer: itemSize(await itemAt(meteredStack, `instruction#${transfer}`)),
    place: largest + 1,
    hour: valueSize(hour) + 1,
  };
}

async function itemAt({ table, stack }: MeteredStack, pk: string): Promise<JsonObject> {
  const { Item: item } = await table.send(
    new GetItemCommand({ TableName: stack.outputs.TableName, Key: { pk: { S: pk } }, ConsistentRead: true }),
  );
  if (item === undefined) throw new Error(`there is no item ${pk}`);
  return { ...item };
}
