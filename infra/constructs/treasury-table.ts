import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { byStatusIndex, openIndex } from '../../functions/base/names.ts';
import { recoveryDays } from '../../functions/ledger-export/span.ts';
import { pinned } from './pinned.ts';
import { keep, nameIn, type Stage } from './stage.ts';

/** An index of the table, as the functions ask for it. */
export interface TableIndex {
  readonly name: string;
  readonly key: string;
  readonly sort: string;
}

/** The one table: an item holds an instruction's whole life. Nothing in it is ever deleted. */
export class TreasuryTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      tableName: nameIn(stage),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: recoveryDays },
      deletionProtection: !stage.isLocal,
      removalPolicy: keep(stage),
    });
    pinned(this.table, 'Table');
    this.addIndex(openIndex);
    this.addIndex(byStatusIndex);
  }

  /** The ARN that a Query on this index names. */
  indexArn({ name }: TableIndex): string {
    return `${this.table.tableArn}/index/${name}`;
  }

  private addIndex({ name: indexName, key, sort }: TableIndex): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: key, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }
}
