import type { Rule } from '../rule.ts';
import { list, property } from '../template.ts';

/**
 * Alarms about something of which an event goes to the same topic at once, with more to read. They only show on the
 * dashboard that it happened.
 */
const toldByEvent =
  /-(deposit-address-(changed|accepted)|exchange-ban|key-(idle|refused)-[a-z]+|paused|policy-changed|unknown-movement|whitelist-changed)$/;

export const alarmTellsSomebody: Rule = {
  name: 'alarm-tells-somebody',
  demands: 'An alarm that goes off tells people by the topic, or an event of the same thing does.',
  breaches: (template) =>
    template
      .ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
      .filter((alarm) => !toldByEvent.test(String(property(alarm, 'AlarmName'))))
      .filter(
        (alarm) =>
          property(alarm, 'ActionsEnabled') === false ||
          !list(property(alarm, 'AlarmActions')).some(
            (each) => template.namedBy(each, 'AWS::SNS::Topic') !== undefined,
          ),
      )
      .map(({ id }) => id),
};
