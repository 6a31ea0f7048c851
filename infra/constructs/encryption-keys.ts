import { ArnFormat, Lazy, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allowService, allowViaService, customerManagedKey } from './customer-managed-key.ts';
import type { Stage } from './stage.ts';

/** What DynamoDB asks of whoever encrypts a table with a key (its guide, "Key policy for a customer managed key"). */
const tableKeyActions = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];
/** What CloudWatch Logs asks for (its guide, "Encrypt log data"). */
const logKeyActions = ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
/** What passes by is encrypted by who sends and decrypted by who takes it. */
const messageKeyActions = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * The company's own KMS keys, each for one sort of data, so that a right to read one sort is no right to read another.
 * Each secret has a key beside these.
 */
export class EncryptionKeys extends Construct {
  /** The table, and what is exported of it. */
  readonly ledger: Key;
  /** Queues, topics and the bus: all that passes by. */
  readonly messages: Key;
  /** Log groups. */
  readonly logs: Key;
  private readonly logGroups: string[] = [];

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const key = (name: string, description: string): Key =>
      customerManagedKey(this, name, {
        stage,
        name: name.toLowerCase(),
        logicalId: `${name}EncryptionKey`,
        description,
      });
    this.ledger = key('Ledger', 'The ledger and its exports');
    this.messages = key('Messages', 'Messages under way');
    this.logs = key('Logs', 'Logs');
    allowViaService(this.ledger, 'dynamodb', tableKeyActions);
    allowViaService(this.ledger, 's3', messageKeyActions);
    allowViaService(this.messages, 'sqs', messageKeyActions);
    allowViaService(this.messages, 'sns', messageKeyActions);
    allowService(this.logs, `logs.${Stack.of(this).region}.amazonaws.com`, logKeyActions, {
      ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': Lazy.list({ produce: () => this.logGroups }) },
    });
  }

  /**
   * The key of the log group with this name. CloudWatch Logs may use it for the groups that were named here and no
   * other.
   */
  logsOf(logGroupName: string): Key {
    const arn = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.logGroups.push(arn);
    return this.logs;
  }
}
