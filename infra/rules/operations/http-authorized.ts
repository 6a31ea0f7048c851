import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

/** AwsSolutions-APIG4 takes any authorizer. This one asks for a token of the identity provider. */
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
