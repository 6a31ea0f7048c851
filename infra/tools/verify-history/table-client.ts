import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { invalidFlag } from '../../command-line/flags.ts';
import { clientOptions } from '../../local/aws/services/clients.ts';
import { stackRunFile } from '../../local/stack-run-file.ts';
import type { TableName } from './arguments.ts';

/**
 * How a table is reached. At AWS region and credentials come from the environment, as for the AWS CLI; that of stage
 * local is at the stack that runs on this machine. Throws InvalidInputError where none does.
 */
export function clientFor(table: TableName): { readonly name: string; readonly client: DynamoDBClient } {
  if (table !== 'local') return { name: table.name, client: new DynamoDBClient({}) };
  const address = stackRunFile.read();
  if (address === undefined)
    throw invalidFlag('--stage', 'runs nowhere here', 'a local stack: start one with npm start');
  const { region, endpoints, tableName } = address;
  return { name: tableName, client: new DynamoDBClient(clientOptions(endpoints.dynamodb, region)) };
}
