import { CfnEIP, CfnNatGateway, IpAddresses, NatProvider, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { pinLogicalId } from '../pin-logical-id.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from '../stage.ts';

/** What AWS offers everywhere, and what a template that knows no account yet can count on. */
const zoneCount = 2;

/**
 * A network that lets calls out by addresses that stay the same, and nothing in. Its public subnets hold the gateways
 * and nothing else; what runs is in the private ones. Each address outlives the stack: others have it on their lists.
 */
export class EgressNetwork extends Construct {
  readonly vpc: Vpc;
  /** One a gateway, by its logical id. */
  readonly addresses: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, stage: Stage, natGateways: number) {
    super(scope, id);
    const addresses = Array.from({ length: natGateways }, (_, index) => this.address(stage, index + 1));
    this.addresses = new Map(addresses.map((address) => [address.node.id, address.attrPublicIp]));
    this.vpc = pinLogicalId(
      new Vpc(this, 'Vpc', {
        vpcName: nameIn(stage, 'egress'),
        // Nobody else is in it or reaches it, so that it may be the same in every stage.
        ipAddresses: IpAddresses.cidr('10.0.0.0/24'),
        maxAzs: zoneCount,
        natGateways,
        natGatewayProvider: NatProvider.gateway({ eipAllocationIds: addresses.map((each) => each.attrAllocationId) }),
        restrictDefaultSecurityGroup: true,
        subnetConfiguration: [
          { name: 'gateways', subnetType: SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
          { name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 26 },
        ],
      }),
      'EgressVpc',
    );
    this.pinSubnets();
  }

  private address(stage: Stage, number: number): CfnEIP {
    const address = new CfnEIP(this, `EgressAddress${number}`, {
      domain: 'vpc',
      tags: [{ key: 'Name', value: nameIn(stage, `egress-${number}`) }],
    });
    address.applyRemovalPolicy(removalPolicyOnceCreated(stage));
    return pinLogicalId(address, address.node.id);
  }

  /** A subnet or gateway under another logical id would be made beside the old one, for which there is no room. */
  private pinSubnets(): void {
    this.vpc.publicSubnets.forEach((subnet, index) => {
      pinLogicalId(subnet, `EgressGatewaySubnet${index + 1}`);
      const gateway = subnet.node.tryFindChild('NATGateway');
      if (gateway instanceof CfnNatGateway) pinLogicalId(gateway, `EgressGateway${index + 1}`);
    });
    this.vpc.privateSubnets.forEach((subnet, index) => {
      pinLogicalId(subnet, `EgressFunctionSubnet${index + 1}`);
    });
  }
}
