import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const queueDeadLetters: Rule = {
  name: 'queue-dead-letters',
  demands: 'A queue that a function reads puts aside what fails again and again, and never throws it away.',
  breaches: (template) =>
    template
      .ofType('AWS::Lambda::EventSourceMapping')
      .map((mapping) => template.namedBy(property(mapping, 'EventSourceArn'), 'AWS::SQS::Queue'))
      .filter((queue) => queue !== undefined)
      .filter((queue) => template.namedBy(property(queue, 'RedrivePolicy'), 'AWS::SQS::Queue') === undefined)
      .map(({ id }) => id),
};
