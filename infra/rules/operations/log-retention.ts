import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const logRetention: Rule = {
  name: 'log-retention',
  requires: 'A log says how long it is kept, at least a year: an audit asks about last year.',
  violations: (template) =>
    template
      .ofType('AWS::Logs::LogGroup')
      .filter((group) => !(Number(property(group, 'RetentionInDays')) >= 365))
      .map(({ id }) => id),
};
