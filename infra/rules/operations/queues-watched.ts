import type { Rule } from '../rule.ts';
import { type DeclaredResource, type DeclaredTemplate, property } from '../template.ts';

export const queuesWatched: Rule = {
  name: 'queues-watched',
  requires: 'A queue that is not emptied, and one that something was put aside in, each have an alarm.',
  violations: (template) => {
    const read = template
      .ofType('AWS::Lambda::EventSourceMapping')
      .map((mapping) => template.referencedBy(property(mapping, 'EventSourceArn'), 'AWS::SQS::Queue')?.id);
    return template
      .ofType('AWS::SQS::Queue')
      .filter((queue) => {
        const metric = read.includes(queue.id) ? 'ApproximateAgeOfOldestMessage' : 'ApproximateNumberOfMessagesVisible';
        return !isWatched(template, queue, metric);
      })
      .map(({ id }) => id);
  },
};

function isWatched(template: DeclaredTemplate, queue: DeclaredResource, metric: string): boolean {
  return template
    .ofType('AWS::CloudWatch::Alarm')
    .some(
      (alarm) =>
        property(alarm, 'MetricName') === metric &&
        template.referencedBy(property(alarm, 'Dimensions'), 'AWS::SQS::Queue')?.id === queue.id,
    );
}
