import { CfnOutput } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { assert } from '../../../functions/shared/core/errors.ts';
import type { DeviceHeads } from '../device-heads.ts';
import type { EncryptionKeys } from '../encryption-keys.ts';
import { pinLogicalId } from '../pin-logical-id.ts';
import { nameIn, type Stage } from '../stage.ts';
import type { TreasuryFunction } from '../treasury-function.ts';
import type { TreasuryTable } from '../treasury-table.ts';
import { DefaultSecurityGroupLockdown } from './default-security-group.ts';
import { EgressFlowLog } from './flow-log.ts';
import { allowInterfaces } from './interface-permissions.ts';
import { EgressNetwork } from './network.ts';
import { tableEndpoint } from './table-endpoint.ts';

export interface EgressProps {
  readonly stage: Stage;
  /** How many gateways, and so addresses. */
  readonly natGateways: number;
  readonly table: TreasuryTable;
  readonly heads: DeviceHeads;
  readonly encryption: EncryptionKeys;
}

const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };

/**
 * Lets the functions that call the exchange do so from addresses that stay the same: HashKey binds keys to addresses.
 * The others stay outside, where AWS's services are nearer, and where nothing can be reached by a private address.
 */
export class Egress extends Construct {
  private readonly stage: Stage;
  private readonly network: EgressNetwork;
  private readonly group: CfnSecurityGroup;

  constructor(scope: Construct, id: string, { stage, natGateways, table, heads, encryption }: EgressProps) {
    super(scope, id);
    this.stage = stage;
    this.network = new EgressNetwork(this, 'Network', stage, natGateways);
    const { vpc } = this.network;
    this.group = new CfnSecurityGroup(this, 'Group', {
      vpcId: vpc.vpcId,
      groupName: nameIn(stage, 'egress'),
      groupDescription: 'Functions that call the exchange: out over HTTPS, and nothing in',
      // Names are resolved by the VPC's own resolver, which no security group concerns.
      securityGroupEgress: [{ ...https, cidrIp: '0.0.0.0/0', description: 'The exchange and AWS, over HTTPS' }],
    });
    pinLogicalId(this.group, 'EgressGroup');
    tableEndpoint(this, 'TableEndpoint', vpc, { table, heads });
    new EgressFlowLog(this, 'FlowLog', stage, vpc, encryption);
    new DefaultSecurityGroupLockdown(this, 'DefaultGroup', stage, encryption);
    for (const [name, address] of this.network.addresses) {
      const description =
        'An address that calls to the exchange come from: put all of them on the list of each API key';
      new CfnOutput(this, name, { value: address, description }).overrideLogicalId(name.replace('Egress', 'Exchange'));
    }
  }

  /** Puts a function into the network. */
  connect({ lambda, name }: TreasuryFunction): void {
    const { privateSubnets } = this.network.vpc;
    const subnetIds = privateSubnets.map(({ subnetId }) => subnetId);
    const securityGroupId = this.group.attrGroupId;
    allowInterfaces(lambda, nameIn(this.stage, name), { subnetIds, securityGroupId });
    const made = lambda.node.defaultChild;
    assert(made instanceof CfnFunction, `${lambda.node.path} is no function`);
    made.vpcConfig = { subnetIds, securityGroupIds: [securityGroupId] };
    // Without a way out its first calls would fail.
    made.node.addDependency(...privateSubnets.map((subnet) => subnet.internetConnectivityEstablished));
  }
}
