import type { Rule } from '../rule.ts';
import { property, referencedIds } from '../template.ts';

/** AwsSolutions-VPC7 asks for any flow log. This one asks for one of all traffic. */
export const flowLog: Rule = {
  name: 'flow-log',
  requires: 'What goes through the network, and what is refused, is written down.',
  violations: (template) => {
    const watched = template
      .ofType('AWS::EC2::FlowLog')
      .filter((log) => property(log, 'TrafficType') === 'ALL')
      .flatMap((log) => [...referencedIds(property(log, 'ResourceId'))]);
    return template
      .ofType('AWS::EC2::VPC')
      .filter(({ id }) => !watched.includes(id))
      .map(({ id }) => id);
  },
};
