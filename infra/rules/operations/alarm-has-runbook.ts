import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const alarmHasRunbook: Rule = {
  name: 'alarm-has-runbook',
  requires: 'An alarm says where it is written what to do: whoever it wakes has not seen it before.',
  violations: (template) =>
    template
      .ofType('AWS::CloudWatch::Alarm')
      .filter((alarm) => !/#[a-z-]+$/.test(String(property(alarm, 'AlarmDescription'))))
      .map(({ id }) => id),
};
