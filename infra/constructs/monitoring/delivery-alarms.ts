import type { AlarmSpec } from './alarm.ts';
import { awsMetric, fiveMinutes } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** What AWS carries for us and could not deliver. These services write a figure only where it is not zero. */
export function deliveryAlarms(monitored: MonitoredResources): readonly AlarmSpec[] {
  const { scheduleGroup, busName, rules, topicName, notificationTopicName } = monitored;
  const common = { condition: { atLeast: 1 }, periods: 1, missingDataMode: 'fine', notifyOn: 'start' } as const;
  const ofSchedules = (metricName: string) =>
    awsMetric('AWS/Scheduler', metricName, { ScheduleGroup: scheduleGroup }, 'sum', fiveMinutes);
  const ofRule = (metricName: string, ruleName: string) =>
    awsMetric('AWS/Events', metricName, { EventBusName: busName, RuleName: ruleName }, 'sum', fiveMinutes);
  return [
    {
      ...common,
      id: 'schedule-delivery',
      runbook: 'schedule-delivery',
      description: 'A schedule gave up on a call: a sweep, a tick or a check did not begin.',
      metric: ofSchedules('InvocationDroppedCount'),
    },
    {
      ...common,
      id: 'schedule-lost',
      runbook: 'schedule-delivery',
      description: 'A run of a sweep could not be delivered, and could not be put aside either.',
      metric: ofSchedules('InvocationsFailedToBeSentToDeadLetterCount'),
    },
    {
      ...common,
      id: 'notification-failed',
      runbook: 'notification-failed',
      description: 'Somebody who is to be told of alarms could not be told. This message may have reached others.',
      metric: awsMetric('AWS/SNS', 'NumberOfNotificationsFailed', { TopicName: topicName }, 'sum', fiveMinutes),
    },
    {
      ...common,
      id: 'notification-undelivered',
      runbook: 'notification-undelivered',
      description: 'Somebody could not be notified of a payment, a destination, a pause or the policy.',
      metric: awsMetric(
        'AWS/SNS',
        'NumberOfNotificationsFailed',
        { TopicName: notificationTopicName },
        'sum',
        fiveMinutes,
      ),
    },
    ...rules.flatMap(({ name, ruleName }): AlarmSpec[] => [
      {
        ...common,
        id: `event-delivery-${name}`,
        runbook: 'event-delivery',
        description: `The rule ${name} gave up on an event. It is in the dead-letter queue of events.`,
        metric: ofRule('FailedInvocations', ruleName),
      },
      {
        ...common,
        id: `event-lost-${name}`,
        runbook: 'event-delivery',
        description: `The rule ${name} gave up on an event and could not put it aside either.`,
        metric: ofRule('InvocationsFailedToBeSentToDlq', ruleName),
      },
    ]),
  ];
}
