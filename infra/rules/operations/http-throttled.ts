import { pageRoutes } from '../open-routes.ts';
import type { Rule } from '../rule.ts';
import { type DeclaredResource, property } from '../template.ts';

const limits = ['ThrottlingRateLimit', 'ThrottlingBurstLimit'];

export const httpThrottled: Rule = {
  name: 'http-throttled',
  requires:
    'The HTTP API takes so many requests a second and no more: the rest would be a mistake or an attack. Routes ' +
    'without a token have limits of their own, so that nobody uses up what is there for the others.',
  violations: (template, stage) => {
    const pages = pageRoutes(template, stage).map((route) => String(property(route, 'RouteKey')));
    return template
      .ofType('AWS::ApiGatewayV2::Stage')
      .filter(
        (each) =>
          !isLimited(each, 'DefaultRouteSettings') || !pages.every((key) => isLimited(each, 'RouteSettings', key)),
      )
      .map(({ id }) => id);
  },
};

function isLimited(resource: DeclaredResource, ...path: readonly string[]): boolean {
  return limits.every((limit) => Number(property(resource, ...path, limit)) > 0);
}
