import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { clientOptions } from './clients.ts';
import { closeServer, listen } from './listen.ts';

/** DynamoDB on dynalite, in this process. No transactions, no streams, no expiry of items. */
export interface Database {
  readonly url: string;
  createTable(table: CreateTableCommandInput): Promise<void>;
  close(): Promise<void>;
}

export async function startDatabase(region: string): Promise<Database> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const url = await listen(server, 0);
  const client = new DynamoDBClient(clientOptions(url, region));
  return {
    url,
    createTable: async (table) => {
      await client.send(new CreateTableCommand(table));
    },
    close: async () => {
      client.destroy();
      await closeServer(server, 0);
    },
  };
}
