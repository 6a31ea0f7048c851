import * as v from 'valibot';
import { openTable, type Table } from '../../functions/shared/ledger/store/table.ts';
import { clientOptions } from './aws/services/clients.ts';
import type { RunningStack } from './aws/stack.ts';
import { RunFile } from './run-file.ts';

const schema = v.object({
  region: v.string(),
  /** Base URLs, by the service's SDK id in lower case. */
  endpoints: v.object({ secrets_manager: v.string(), lambda: v.string(), dynamodb: v.string() }),
  tableName: v.string(),
  /** Of the HTTP API. */
  httpUrl: v.exactOptional(v.string()),
});

/** Where a running local stack says how a tool reaches its services. */
export const stackRunFile = new RunFile('stack.json', schema);

export type StackAddress = v.InferOutput<typeof schema>;

type Addressed = Pick<RunningStack, 'region' | 'endpoints' | 'outputs' | 'httpUrl'>;

export function stackAddressOf({ region, endpoints, outputs, httpUrl }: Addressed): StackAddress {
  const api = httpUrl === undefined ? {} : { httpUrl };
  return v.parse(schema, { region, endpoints, tableName: outputs.TableName, ...api });
}

/** Its table, as who runs the stack uses it. */
export function tableAt({ region, endpoints, tableName }: StackAddress): Table {
  return openTable(tableName, clientOptions(endpoints.dynamodb, region));
}
