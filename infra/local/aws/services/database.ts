import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { JsonObject } from '../../../json.ts';
import { clientOptions } from './clients.ts';
import { closeServer, listen } from './listen.ts';
import { type Interceptor, startProxy } from './proxy.ts';

/** Items in DynamoDB's own JSON, and the attributes that name one. */
export interface TableContent {
  readonly items: readonly JsonObject[];
  readonly keyNames: readonly string[];
}

/** DynamoDB on dynalite, in this process. No transactions, no streams, no expiry of items. */
export interface Database {
  /** Of the proxy that stands before it. */
  readonly url: string;
  createTable(table: CreateTableCommandInput): Promise<void>;
  /** All that a table holds, past the proxy. */
  readTable(name: string): Promise<TableContent>;
  close(): Promise<void>;
}

export async function startDatabase(region: string, interceptor: Interceptor): Promise<Database> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const upstream = await listen(server, 0);
  const proxy = await startProxy(upstream, interceptor);
  const client = new DynamoDBClient(clientOptions(upstream, region));
  return {
    url: proxy.url,
    createTable: async (table) => {
      await client.send(new CreateTableCommand(table));
    },
    readTable: async (TableName) => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const keyNames = (Table?.KeySchema ?? []).flatMap(({ AttributeName: key }) => (key === undefined ? [] : [key]));
      const items: JsonObject[] = [];
      const pages = paginateScan({ client }, { TableName, ConsistentRead: true });
      for await (const { Items = [] } of pages) items.push(...Items);
      return { items, keyNames };
    },
    close: async () => {
      client.destroy();
      await proxy.close();
      await closeServer(server, 0);
    },
  };
}
