import { AttributeType, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { byStatusIndex, openIndex, searchIndex } from '../../functions/shared/core/names.ts';
import { allow, allowKey, leadingKeysCondition } from './grants.ts';
import { keptTableProps, partitionKey } from './kept-table.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { nameIn, type Stage } from './stage.ts';

/** An index of the table, as the functions ask for it. */
export interface TableIndex {
  readonly name: string;
  readonly key: string;
  readonly sort: string;
}

export type ItemAction = 'GetItem' | 'PutItem' | 'UpdateItem';

/** The one table: an item holds an instruction's whole life. Nothing in it is ever deleted. */
export class TreasuryTable extends Construct {
  readonly table: Table;
  private readonly encryptionKey: Key;

  constructor(scope: Construct, id: string, stage: Stage, encryptionKey: Key) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.table = new Table(this, 'Table', keptTableProps(stage, nameIn(stage), encryptionKey));
    pinLogicalId(this.table, 'Table');
    this.addIndex(openIndex);
    this.addIndex(byStatusIndex);
    // DynamoDB adds one index a deployment, so what people search for is all in this one.
    this.addIndex(searchIndex, ProjectionType.KEYS_ONLY);
  }

  /**
   * To use a table takes the right to decrypt its key, for writing too; DynamoDB asks for it in the caller's name
   * (guide of DynamoDB, "Monitoring DynamoDB interaction with AWS KMS").
   */
  allowUse(grantee: IGrantable): void {
    allowKey(grantee, this.encryptionKey, 'dynamodb', ['kms:Decrypt']);
  }

  /** Lets somebody do this with the items whose keys are like these, and with no others. */
  allowItems(grantee: IGrantable, action: ItemAction, keys: readonly string[]): void {
    allow(grantee, [`dynamodb:${action}`], [this.table.tableArn], leadingKeysCondition('StringLike', keys));
  }

  /** Lets somebody change these attributes of the items whose keys are like these, and no other attribute. */
  allowAttributes(grantee: IGrantable, keys: readonly string[], attributes: readonly string[]): void {
    allow(grantee, ['dynamodb:UpdateItem'], [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': [partitionKey.name, ...attributes] },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    });
  }

  /** Lets somebody find items by an index, under partition values like these. */
  allowQuery(grantee: IGrantable, index: TableIndex, values: readonly string[]): void {
    const operator = values.some((value) => value.includes('*')) ? 'StringLike' : 'StringEquals';
    allow(grantee, ['dynamodb:Query'], [this.indexArn(index)], leadingKeysCondition(operator, values));
  }

  /** The ARN that a Query on this index names. */
  indexArn({ name }: TableIndex): string {
    return `${this.table.tableArn}/index/${name}`;
  }

  private addIndex({ name: indexName, key, sort }: TableIndex, projectionType = ProjectionType.ALL): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: key, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      projectionType,
    });
  }
}
