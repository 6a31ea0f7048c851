/** What AWS counts for a bill, each with the service that it stands under. Prices are by these names. */
export const meters = {
  'lambda-request': 'Lambda',
  'lambda-gb-second': 'Lambda',
  'table-read': 'DynamoDB',
  'table-write': 'DynamoDB',
  'table-gb-month': 'DynamoDB',
  'recovery-gb-month': 'DynamoDB',
  'export-gb': 'DynamoDB',
  'bucket-gb-month': 'S3',
  'bucket-put': 'S3',
  'fifo-request': 'SQS',
  'bus-event': 'EventBridge',
  'schedule-invocation': 'EventBridge',
  'http-request': 'API Gateway',
  'topic-publish': 'SNS',
  'key-month': 'KMS',
  'key-request': 'KMS',
  'secret-month': 'Secrets Manager',
  'secret-request': 'Secrets Manager',
  'log-gb': 'CloudWatch',
  'log-gb-month': 'CloudWatch',
  'metric-month': 'CloudWatch',
  'alarm-month': 'CloudWatch',
  'dashboard-month': 'CloudWatch',
  trace: 'X-Ray',
  'nat-hour': 'VPC',
  'nat-gb': 'VPC',
  'address-hour': 'VPC',
  'endpoint-hour': 'VPC',
  'endpoint-gb': 'VPC',
  'internet-gb': 'Data transfer',
} as const;

export type Meter = keyof typeof meters;

export const meterNames = Object.keys(meters).filter(isMeter);

export function isMeter(name: string): name is Meter {
  return Object.hasOwn(meters, name);
}
