import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const scheduleDeadLetters: Rule = {
  name: 'schedule-dead-letters',
  requires: 'A run of a sweep that could not be delivered is put aside and seen. Ticks come again by themselves.',
  violations: (template) =>
    template
      .ofType('AWS::Scheduler::Schedule')
      .filter((schedule) => template.referencedBy(property(schedule, 'Target', 'Arn'), 'AWS::SQS::Queue') !== undefined)
      .filter((schedule) => property(schedule, 'Target', 'DeadLetterConfig', 'Arn') === undefined)
      .map(({ id }) => id),
};
