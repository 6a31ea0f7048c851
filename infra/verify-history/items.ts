import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { InvalidInputError } from '../../functions/base/errors.ts';
import { StoreUnavailableError } from '../../functions/ledger/store/errors.ts';
import type { Item } from '../../functions/ledger/store/table.ts';
import { namedFile } from '../command-line/named-file.ts';

/** Every item of a table, as it stands. The region and the credentials come from the environment, as for the AWS CLI. */
export async function* itemsOfTable(tableName: string): AsyncGenerator<Item> {
  const client = new DynamoDBClient({});
  const pages = paginateScan({ client, pageSize: 200 }, { TableName: tableName, ConsistentRead: true });
  try {
    for await (const page of pages) {
      for (const item of page.Items ?? []) yield unmarshall(item);
    }
  } catch (error) {
    throw new StoreUnavailableError(`a scan of ${tableName}`, error);
  } finally {
    client.destroy();
  }
}

const lineSchema = v.object({
  Item: v.record(
    v.string(),
    v.custom<AttributeValue>((value) => typeof value === 'object'),
  ),
});

/** Every item of a file of a DynamoDB export: one `{"Item": …}` a line, as it is or gzipped (`.gz`). */
export async function* itemsOfExport(file: string): AsyncGenerator<Item> {
  const handle = await namedFile('--export', 'a file that can be read', () => open(file));
  const raw = handle.createReadStream();
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  let number = 0;
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    yield unmarshall(parse(line, number).Item);
  }
}

function parse(line: string, number: number): v.InferOutput<typeof lineSchema> {
  try {
    return v.parse(lineSchema, JSON.parse(line));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    const expected = 'one {"Item": …} of a DynamoDB export a line';
    throw new InvalidInputError('export', [{ field: `line ${number}`, reason: 'is no exported item', expected }]);
  }
}
