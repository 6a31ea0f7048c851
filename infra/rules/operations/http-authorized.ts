import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

export const httpAuthorized: Rule = {
  name: 'http-authorized',
  requires: 'Every route of the HTTP API asks for a token.',
  violations: (template) =>
    template
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(
        (route) =>
          property(route, 'AuthorizationType') !== 'JWT' ||
          template.referencedBy(property(route, 'AuthorizerId'), 'AWS::ApiGatewayV2::Authorizer') === undefined,
      )
      .map(({ id }) => id),
};
