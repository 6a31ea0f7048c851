import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const logRetention: Rule = {
  name: 'log-retention',
  demands: 'A log says how long it is kept, at least a year: an audit asks about last year.',
  breaches: (template) =>
    template
      .ofType('AWS::Logs::LogGroup')
      .filter((group) => !(Number(property(group, 'RetentionInDays')) >= 365))
      .map(({ id }) => id),
};
