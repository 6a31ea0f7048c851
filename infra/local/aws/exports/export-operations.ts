import type { Guard } from '../guard/guard.ts';
import type { LocalOperations } from '../guard/table-interceptor.ts';
import type { Database } from '../services/database.ts';
import type { Messaging } from '../services/messaging.ts';
import { TableExports } from './exports.ts';

interface ExportServices {
  readonly database: Database;
  readonly messaging: Messaging;
  readonly guard: Guard;
}

/** Lets the table answer DynamoDB's calls about exports, whose files go to the buckets of the stack. */
export function registerExportOperations(
  operations: LocalOperations,
  { database, messaging, guard }: ExportServices,
): void {
  const exports = new TableExports({
    readTable: (name) => database.readTable(name),
    putObject: async (by, { bucket, key }, body) => {
      guard.admit(by, [{ action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/${key}`, context: {} }]);
      await messaging.s3Put(`${bucket}/${key}`, body);
    },
    now: Date.now,
  });
  operations.set('ExportTableToPointInTime', (input, by) => exports.start(input, by));
  operations.set('DescribeExport', (input) => exports.describe(input));
  operations.set('ListExports', (input) => exports.list(input));
}
