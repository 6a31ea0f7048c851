import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

export const alarmTellsSomebody: Rule = {
  name: 'alarm-tells-somebody',
  demands: 'An alarm that goes off goes to the topic that people are told by.',
  breaches: (template) =>
    template
      .ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
      .filter(
        (alarm) =>
          property(alarm, 'ActionsEnabled') === false ||
          !list(property(alarm, 'AlarmActions')).some(
            (each) => template.namedBy(each, 'AWS::SNS::Topic') !== undefined,
          ),
      )
      .map(({ id }) => id),
};
