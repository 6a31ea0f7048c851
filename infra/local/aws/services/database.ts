import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { clientOptions } from './clients.ts';
import { closeServer, listen } from './listen.ts';
import { type Look, startProxy } from './proxy.ts';

/** DynamoDB on dynalite, in this process. No transactions, no streams, no expiry of items. */
export interface Database {
  /** Of the proxy that stands before it. */
  readonly url: string;
  createTable(table: CreateTableCommandInput): Promise<void>;
  close(): Promise<void>;
}

export async function startDatabase(region: string, look: Look): Promise<Database> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const behind = await listen(server, 0);
  const proxy = await startProxy(behind, look);
  const client = new DynamoDBClient(clientOptions(behind, region));
  return {
    url: proxy.url,
    createTable: async (table) => {
      await client.send(new CreateTableCommand(table));
    },
    close: async () => {
      client.destroy();
      await proxy.close();
      await closeServer(server, 0);
    },
  };
}
