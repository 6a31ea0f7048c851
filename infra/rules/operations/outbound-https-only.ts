import { valueAt } from '../../json.ts';
import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

export const outboundHttpsOnly: Rule = {
  name: 'outbound-https-only',
  requires: 'What is in the network may call others over HTTPS, and do nothing else.',
  violations: (template) => [
    ...template
      .ofType('AWS::EC2::SecurityGroup')
      .filter((group) => {
        const rules = list(property(group, 'SecurityGroupEgress'));
        // A group without rules for the way out gets one from EC2 that allows everything.
        return rules.length === 0 || !rules.every(isHttps);
      })
      .map(({ id }) => id),
    ...template
      .ofType('AWS::EC2::SecurityGroupEgress')
      .filter(({ properties }) => !isHttps(properties))
      .map(({ id }) => id),
  ],
};

function isHttps(rule: unknown): boolean {
  return (
    valueAt(rule, ['IpProtocol']) === 'tcp' && valueAt(rule, ['FromPort']) === 443 && valueAt(rule, ['ToPort']) === 443
  );
}
