import type { Rule } from '../rule.ts';

export const noFunctionUrl: Rule = {
  name: 'no-function-url',
  requires: 'No function has a URL of its own: it would be a way in beside the HTTP API and its tokens.',
  violations: (template) => template.ofType('AWS::Lambda::Url').map(({ id }) => id),
};
