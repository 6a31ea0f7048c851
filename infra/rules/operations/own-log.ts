import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const ownLog: Rule = {
  name: 'own-log',
  requires:
    'A function writes to a log group of the stack. Lambda would make one that is kept for ever and not encrypted.',
  violations: (template) =>
    template
      .ofType('AWS::Lambda::Function')
      .filter(
        (each) =>
          template.referencedBy(property(each, 'LoggingConfig', 'LogGroup'), 'AWS::Logs::LogGroup') === undefined,
      )
      .map(({ id }) => id),
};
