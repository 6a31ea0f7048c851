import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

const limits = ['ThrottlingRateLimit', 'ThrottlingBurstLimit'];

export const httpThrottled: Rule = {
  name: 'http-throttled',
  requires: 'The HTTP API takes so many requests a second and no more: the rest would be a mistake or an attack.',
  violations: (template) =>
    template
      .ofType('AWS::ApiGatewayV2::Stage')
      .filter((stage) => limits.some((limit) => !(Number(property(stage, 'DefaultRouteSettings', limit)) > 0)))
      .map(({ id }) => id),
};
