import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

/** AwsSolutions-SQS3 can be acknowledged. This one cannot, for a queue that a function reads. */
export const queueDeadLetters: Rule = {
  name: 'queue-dead-letters',
  requires: 'A queue that a function reads puts aside what fails again and again, and never throws it away.',
  violations: (template) =>
    template
      .ofType('AWS::Lambda::EventSourceMapping')
      .map((mapping) => template.referencedBy(property(mapping, 'EventSourceArn'), 'AWS::SQS::Queue'))
      .filter((queue) => queue !== undefined)
      .filter((queue) => template.referencedBy(property(queue, 'RedrivePolicy'), 'AWS::SQS::Queue') === undefined)
      .map(({ id }) => id),
};
