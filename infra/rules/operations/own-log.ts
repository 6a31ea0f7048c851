import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const ownLog: Rule = {
  name: 'own-log',
  demands:
    'A function writes to a log group of the stack. Lambda would make one that is kept for ever and not encrypted.',
  breaches: (template) =>
    template
      .ofType('AWS::Lambda::Function')
      .filter(
        (each) => template.namedBy(property(each, 'LoggingConfig', 'LogGroup'), 'AWS::Logs::LogGroup') === undefined,
      )
      .map(({ id }) => id),
};
