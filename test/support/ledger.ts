import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import { openTable, type Sender, type Table, tableOver } from '../../functions/shared/ledger/store/table.ts';
import { eventually } from './eventually.ts';
import { senderInProcess } from './in-process-dynamodb.ts';

export interface TestLedger {
  readonly table: Table;
  /** Every item that is in the table now. */
  dump(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface WireLedger extends TestLedger {
  readonly heads: Table;
}

export const tableName = 'treasury-test';

/** The table of heads, beside it on the wire. */
export const headTableName = 'treasury-test-device-heads';

/** The table as it is deployed, on an emulator that is asked in the process: see in-process-dynamodb.ts. */
export async function startLedger(): Promise<TestLedger> {
  const server = dynalite({ createTableMs: 0 });
  return { ...(await ledgerOver(senderInProcess(server))), close: () => closed(server) };
}

/** What a restore makes: another table with the same items. */
export async function restoredCopyOf(ledger: TestLedger): Promise<TestLedger> {
  const copy = await startLedger();
  for (const item of await ledger.dump()) await copy.table.put(item);
  return copy;
}

/** The same emulator over DynamoDB's own protocol: for the table's own tests, and for who opens the table itself. */
export async function startWireLedger(): Promise<WireLedger> {
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
  return {
    ...(await ledgerOver(client)),
    table: openTable(tableName),
    heads: await headTable(client),
    close: async () => {
      client.destroy();
      const end = closed(server);
      server.closeAllConnections();
      await end;
    },
  };
}

async function ledgerOver(sender: Sender): Promise<Omit<TestLedger, 'close'>> {
  await sender.send(createTable());
  await untilActive(sender, tableName);
  return {
    table: tableOver(sender, tableName),
    dump: async () => {
      const { Items } = await sender.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
      return (Items ?? []).map((item) => unmarshall(item));
    },
  };
}

async function headTable(client: DynamoDBClient): Promise<Table> {
  const key = { AttributeName: 'pk', AttributeType: 'S' } as const;
  const command = new CreateTableCommand({
    TableName: headTableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [key],
  });
  await client.send(command);
  await untilActive(client, headTableName);
  return openTable(headTableName);
}

/** In the process a request can be faster than the table is there. */
async function untilActive(sender: Sender, name: string): Promise<void> {
  await eventually(async () => {
    const { Table: made } = await sender.send(new DescribeTableCommand({ TableName: name }));
    return made?.TableStatus === 'ACTIVE' ? true : undefined;
  });
}

/** Also what never listened is closed: it holds a database. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
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
