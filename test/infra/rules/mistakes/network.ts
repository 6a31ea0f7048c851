import type { Mistake } from './mistake.ts';

/** With the network, where there is one. */
export const networkMistakes: readonly Mistake[] = [
  {
    did: 'the network lets others in',
    rule: 'no-inbound',
    make: (template) =>
      template.set(
        template.get('EgressGroup'),
        ['SecurityGroupIngress'],
        [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }],
      ),
  },
  {
    did: 'what is in a subnet gets a public address',
    rule: 'no-inbound',
    make: (template) => template.set(template.get('EgressGatewaySubnet1'), ['MapPublicIpOnLaunch'], true),
  },
  {
    did: 'everything may leave the network',
    rule: 'outbound-https-only',
    make: (template) => template.set(template.get('EgressGroup'), ['SecurityGroupEgress'], null),
  },
  {
    did: 'nobody sees what goes through the network',
    rule: 'flow-log',
    make: (template) => template.set(template.find('AWS::EC2::FlowLog'), ['TrafficType'], 'REJECT'),
  },
  {
    did: 'a function calls the exchange from any address',
    rule: 'exchange-by-known-address',
    make: (template) => template.set(template.get('AssetTransferFunction'), ['VpcConfig'], null),
  },
];
