import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

export const alarmHasAction: Rule = {
  name: 'alarm-has-action',
  requires: 'An alarm that goes off goes to the topic that people are told by.',
  violations: (template) =>
    template
      .ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
      .filter(
        (alarm) =>
          property(alarm, 'ActionsEnabled') === false ||
          !list(property(alarm, 'AlarmActions')).some(
            (each) => template.referencedBy(each, 'AWS::SNS::Topic') !== undefined,
          ),
      )
      .map(({ id }) => id),
};
