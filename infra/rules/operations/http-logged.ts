import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

/** AwsSolutions-APIG1 asks the same. This one stays: an audit rests on it, and nobody can acknowledge it away. */
export const httpLogged: Rule = {
  name: 'http-logged',
  requires: 'Every request to the HTTP API leaves a line: who asked for what, and how it went.',
  violations: (template) =>
    template
      .ofType('AWS::ApiGatewayV2::Stage')
      .filter((stage) => property(stage, 'AccessLogSettings', 'DestinationArn') === undefined)
      .map(({ id }) => id),
};
