import { acknowledge } from '../constructs/acknowledge.ts';
import { allow } from '../constructs/grants.ts';
import type { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { StackDependencies } from './dependencies.ts';

/** Lets the function export the table into the bucket, and see what became of that. */
export function connectLedgerExport(
  { table, exports, encryption }: StackDependencies,
  exporter: TreasuryFunction,
): void {
  const { lambda } = exporter;
  const { tableArn } = table.table;
  lambda.addEnvironment('TABLE_ARN', tableArn);
  lambda.addEnvironment('EXPORT_BUCKET_NAME', exports.bucket.bucketName);
  lambda.addEnvironment('EXPORT_KEY_ARN', encryption.ledger.keyArn);
  allow(lambda, ['dynamodb:ExportTableToPointInTime'], [tableArn]);
  allow(lambda, ['dynamodb:DescribeExport'], [`${tableArn}/export/*`]);
  acknowledge(exporter.role, {
    'AwsSolutions-IAM5[Resource::<Table.Arn>/export/*]': 'An export has an id that DynamoDB gives it when it is made',
  });
}
