import type { Rule } from '../rule.ts';
import { namesIn, property } from '../template.ts';

export const flowLog: Rule = {
  name: 'flow-log',
  demands: 'What goes through the network, and what is refused, is written down.',
  breaches: (template) => {
    const watched = template
      .ofType('AWS::EC2::FlowLog')
      .filter((log) => property(log, 'TrafficType') === 'ALL')
      .flatMap((log) => [...namesIn(property(log, 'ResourceId'))]);
    return template
      .ofType('AWS::EC2::VPC')
      .filter(({ id }) => !watched.includes(id))
      .map(({ id }) => id);
  },
};
