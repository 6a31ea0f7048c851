import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import { openTable, type Table } from '../../functions/shared/ledger/store/table.ts';

export interface TestLedger {
  readonly table: Table;
  /** Every item that is in the table now. */
  dump(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const tableName = 'treasury-test';

/** The table as it is deployed, on an emulator that speaks DynamoDB's protocol. */
export async function startLedger(): Promise<TestLedger> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
  });
  const client = new DynamoDBClient({});
  await client.send(createTable());
  return {
    table: openTable(tableName),
    dump: async () => {
      const { Items } = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
      return (Items ?? []).map((item) => unmarshall(item));
    },
    close: async () => {
      client.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function createTable(): CreateTableCommand {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const index = (IndexName: string, key: string, sort: string, holds: 'ALL' | 'KEYS_ONLY' = 'ALL') => ({
    IndexName,
    KeySchema: [
      { AttributeName: key, KeyType: 'HASH' as const },
      { AttributeName: sort, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: holds },
  });
  return new CreateTableCommand({
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: ['pk', 'open', 'openSince', 'status', 'updatedAt', 'listedBy', 'listedAt'].map(text),
    GlobalSecondaryIndexes: [
      index('open', 'open', 'openSince'),
      index('by-status', 'status', 'updatedAt'),
      index('search', 'listedBy', 'listedAt', 'KEYS_ONLY'),
    ],
  });
}
