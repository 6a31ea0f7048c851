import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { pinned } from './pinned.ts';
import { keep, nameIn, type Stage } from './stage.ts';

/** Instructions that still have something to happen, oldest first. Sparse: a finished one has no `open`. */
export const openIndex = 'open';
/** Instructions by status, for people who look. */
export const byStatusIndex = 'by-status';

/** The one table: an item holds an instruction's whole life (design.md). Nothing in it is ever deleted. */
export class TreasuryTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      tableName: nameIn(stage),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: !stage.isLocal,
      removalPolicy: keep(stage),
    });
    pinned(this.table, 'Table');
    this.addIndex(openIndex, 'open', 'openSince');
    this.addIndex(byStatusIndex, 'status', 'updatedAt');
  }

  /** The ARN that a Query on this index names. */
  indexArn(index: string): string {
    return `${this.table.tableArn}/index/${index}`;
  }

  private addIndex(indexName: string, partition: string, sort: string): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: partition, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }
}
