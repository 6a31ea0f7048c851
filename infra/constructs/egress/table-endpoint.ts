import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { byStatusIndex, openIndex, searchIndex } from '../../../functions/shared/core/names.ts';
import { pinLogicalId } from '../pin-logical-id.ts';
import type { TreasuryTable } from '../treasury-table.ts';

const indexes = [openIndex, byStatusIndex, searchIndex];

/** What the functions in the network do with the table. */
const tableActions = ['GetItem', 'PutItem', 'Query', 'UpdateItem'].map((action) => `dynamodb:${action}`);

/**
 * A way to DynamoDB that costs nothing and does not go through the gateways. It leads to our table alone, for this
 * account alone: with rights to another table nothing can be carried out here.
 */
export function tableEndpoint(scope: Construct, id: string, vpc: Vpc, ledger: TreasuryTable): void {
  const { region, account } = Stack.of(scope);
  const toOurTable = new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: tableActions,
    resources: [ledger.table.tableArn, ...indexes.map((index) => ledger.indexArn(index))],
    conditions: { StringEquals: { 'aws:PrincipalAccount': account } },
  });
  const endpoint = new CfnVPCEndpoint(scope, id, {
    vpcId: vpc.vpcId,
    vpcEndpointType: 'Gateway',
    serviceName: `com.amazonaws.${region}.dynamodb`,
    routeTableIds: vpc.privateSubnets.map(({ routeTable }) => routeTable.routeTableId),
    policyDocument: new PolicyDocument({ statements: [toOurTable] }),
  });
  pinLogicalId(endpoint, 'EgressTableEndpoint');
}
