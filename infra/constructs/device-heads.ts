import { ArnFormat, Lazy, Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, type IGrantable, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allow } from './grants.ts';
import { keptTableProps } from './kept-table.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { nameIn, type Stage } from './stage.ts';

/** Everything that changes an item, in each way that DynamoDB has for it. */
const writes = [
  'BatchWriteItem',
  'DeleteItem',
  'PartiQLDelete',
  'PartiQLInsert',
  'PartiQLUpdate',
  'PutItem',
  'UpdateItem',
].map((action) => `dynamodb:${action}`);

/**
 * The table of heads: the last step of each device's life. One function alone writes it, and the table itself denies it
 * to everybody else, whatever their own policies allow: so whoever may write the table with everything else adds no
 * device and brings none back.
 */
export class DeviceHeads extends Construct {
  readonly table: Table;
  private readonly writers: string[] = [];

  constructor(scope: Construct, id: string, stage: Stage, encryptionKey: Key) {
    super(scope, id);
    const tableName = nameIn(stage, 'device-heads');
    this.table = new Table(this, 'Table', keptTableProps(stage, tableName, encryptionKey));
    pinLogicalId(this.table, 'DeviceHeads');
    this.denyOthers(tableName);
  }

  allowRead(grantee: IGrantable): void {
    allow(grantee, ['dynamodb:GetItem'], [this.table.tableArn]);
  }

  /** To read what devices are judged by. The table's own id tells whether it was restored. */
  allowJudge(grantee: IGrantable): void {
    allow(grantee, ['dynamodb:DescribeTable', 'dynamodb:GetItem'], [this.table.tableArn]);
  }

  allowWrite(writer: IRole): void {
    this.writers.push(writer.roleArn);
    allow(writer, ['dynamodb:UpdateItem'], [this.table.tableArn]);
  }

  private denyOthers(tableName: string): void {
    // By its name: a table cannot refer to itself.
    const arn = Stack.of(this).formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: tableName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.table.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OneWriter',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: writes,
        resources: [arn],
        // Of who has taken on a role this is the role's ARN, whatever the session is called.
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': Lazy.list({ produce: () => this.writers }) } },
      }),
    );
  }
}
