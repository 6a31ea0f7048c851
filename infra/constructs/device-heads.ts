import { ArnFormat, Lazy, Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, type IGrantable, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { sentKey } from '../../functions/shared/core/item-keys.ts';
import { allow, type Conditions, leadingKeysCondition } from './grants.ts';
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
 * The table of heads: the last step of each device's life, and what was sent of the payments that people signed. One
 * function alone writes each of the two, and the table itself denies it to everybody else, whatever their own policies
 * allow: so whoever may write the table with everything else adds no device, brings none back, and has nothing sent
 * again.
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

  /** To write the heads of devices, and nothing of what was sent. */
  allowWrite(writer: IRole): void {
    this.allowUpdate(writer, leadingKeysCondition('StringNotLike', [sentKey('*')]));
  }

  /** To write what was sent, and no head. */
  allowRecordSends(writer: IRole): void {
    this.allowUpdate(writer, leadingKeysCondition('StringLike', [sentKey('*')]));
  }

  private allowUpdate(writer: IRole, conditions: Conditions): void {
    this.writers.push(writer.roleArn);
    allow(writer, ['dynamodb:UpdateItem'], [this.table.tableArn], conditions);
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
        sid: 'NoOtherWriters',
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
