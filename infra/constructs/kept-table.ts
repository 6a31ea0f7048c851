import { AttributeType, BillingMode, TableEncryption, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { recoveryDays } from '../../functions/shared/ledger/export-span.ts';
import { removalPolicyOf, type Stage } from './stage.ts';

export const partitionKey = { name: 'pk', type: AttributeType.STRING };

/** How every table of ours is kept: by its own key, with each moment of the last weeks to go back to. */
export function keptTableProps(stage: Stage, tableName: string, encryptionKey: Key): TableProps {
  return {
    tableName,
    partitionKey,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: recoveryDays },
    deletionProtection: !stage.isLocal,
    removalPolicy: removalPolicyOf(stage),
  };
}
