import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

/** AwsSolutions-EC23 refuses what is open to all. This one refuses whatever can be called. */
export const noInbound: Rule = {
  name: 'no-inbound',
  requires:
    'Nothing in the network can be called: no group lets anything in, and no subnet gives out public addresses.',
  violations: (template) => [
    ...template
      .ofType('AWS::EC2::SecurityGroup')
      .filter((group) => list(property(group, 'SecurityGroupIngress')).length > 0)
      .map(({ id }) => id),
    ...template.ofType('AWS::EC2::SecurityGroupIngress').map(({ id }) => id),
    ...template
      .ofType('AWS::EC2::Subnet')
      .filter((subnet) => property(subnet, 'MapPublicIpOnLaunch') !== false)
      .map(({ id }) => id),
  ],
};
