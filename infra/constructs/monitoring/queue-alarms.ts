import type { AlarmSpec } from './alarm.ts';
import { awsMetric, fiveMinutes } from './metrics.ts';
import type { MonitoredResources, NamedQueue } from './monitored-resources.ts';

/** By then a message was tried five times, or nobody takes it. */
const ageSeconds = 1_800;

/** Work that nobody does, and what was put aside. A queue that nobody uses has no figures, and nothing waits in it. */
export function queueAlarms({ queues, deadLetters }: MonitoredResources): readonly AlarmSpec[] {
  const common = { periods: 1, missingDataMode: 'fine', notifyOn: 'both' } as const;
  return [
    ...queues.map(
      (named): AlarmSpec => ({
        ...common,
        id: `queue-age-${named.name}`,
        runbook: 'queue-age',
        description: `A message has waited in the queue ${named.name} for over 30 minutes.`,
        metric: ofQueue(named, 'ApproximateAgeOfOldestMessage'),
        condition: { over: ageSeconds },
      }),
    ),
    ...deadLetters.map(
      (named): AlarmSpec => ({
        ...common,
        id: `dead-letters-${named.name}`,
        runbook: 'dead-letters',
        description: `Messages that could not be handled are in the dead-letter queue of ${named.name}.`,
        metric: ofQueue(named, 'ApproximateNumberOfMessagesVisible'),
        condition: { atLeast: 1 },
      }),
    ),
  ];
}

function ofQueue({ queue }: NamedQueue, metricName: string) {
  return awsMetric('AWS/SQS', metricName, { QueueName: queue.queueName }, 'highest', fiveMinutes);
}
