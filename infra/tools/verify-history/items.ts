import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { accessFile } from '../../command-line/access-file.ts';
import { type ExportRecord, parseRecord } from './export-record.ts';

/** Every item of a table, as it stands. Ends the client, which without one is as the AWS CLI would find the table. */
export async function* itemsOfTable(tableName: string, client = new DynamoDBClient({})): AsyncGenerator<Item> {
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

/** Every record of a file of a DynamoDB export: one a line, as it is or gzipped (`.gz`). */
export async function* recordsOfFile(file: string): AsyncGenerator<ExportRecord> {
  const handle = await accessFile('--export', 'a file that can be read', () => open(file));
  const raw = handle.createReadStream();
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  let number = 0;
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() !== '') yield parseRecord(line, number);
  }
}

/** Every item of one file of a full export. */
export async function* itemsOfExport(file: string): AsyncGenerator<Item> {
  for await (const record of recordsOfFile(file)) if (record.after !== undefined) yield record.after;
}
