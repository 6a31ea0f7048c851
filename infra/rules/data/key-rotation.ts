import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

/** AwsSolutions-KMS5 asks the same. This one stays: nobody can acknowledge it away beside a construct. */
export const keyRotation: Rule = {
  name: 'key-rotation',
  requires: 'A key of the company’s own is renewed every year.',
  violations: (template) =>
    template
      .ofType('AWS::KMS::Key')
      .filter((key) => property(key, 'EnableKeyRotation') !== true)
      .map(({ id }) => id),
};
