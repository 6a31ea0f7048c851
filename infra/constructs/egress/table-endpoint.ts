import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { byStatusIndex, openIndex, searchIndex } from '../../../functions/shared/core/names.ts';
import type { DeviceHeads } from '../device-heads.ts';
import { pinLogicalId } from '../pin-logical-id.ts';
import type { TreasuryTable } from '../treasury-table.ts';

const indexes = [openIndex, byStatusIndex, searchIndex];

/** What the functions in the network do with the table. */
const tableActions = ['GetItem', 'PutItem', 'Query', 'UpdateItem'].map((action) => `dynamodb:${action}`);

export interface OurTables {
  readonly table: TreasuryTable;
  readonly heads: DeviceHeads;
}

/**
 * A way to DynamoDB that costs nothing and does not go through the gateways. It leads to our tables alone, for this
 * account alone: with rights to another table nothing can be carried out here. Which items each function may
 * write there, its role says.
 */
export function tableEndpoint(scope: Construct, id: string, vpc: Vpc, { table, heads }: OurTables): void {
  const { region, account } = Stack.of(scope);
  const allow = (actions: readonly string[], resources: readonly string[]) =>
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: [...actions],
      resources: [...resources],
      conditions: { StringEquals: { 'aws:PrincipalAccount': account } },
    });
  const statements = [
    allow(tableActions, [table.table.tableArn, ...indexes.map((index) => table.indexArn(index))]),
    allow(
      ['DescribeTable', 'GetItem', 'UpdateItem'].map((action) => `dynamodb:${action}`),
      [heads.table.tableArn],
    ),
  ];
  const endpoint = new CfnVPCEndpoint(scope, id, {
    vpcId: vpc.vpcId,
    vpcEndpointType: 'Gateway',
    serviceName: `com.amazonaws.${region}.dynamodb`,
    routeTableIds: vpc.privateSubnets.map(({ routeTable }) => routeTable.routeTableId),
    policyDocument: new PolicyDocument({ statements }),
  });
  pinLogicalId(endpoint, 'EgressTableEndpoint');
}
