import { consoleRoutes } from '../../functions/console/routes.ts';
import { nameIn, type Stage } from '../constructs/stage.ts';
import { type DeclaredResource, type DeclaredTemplate, property } from './template.ts';

/** The routes that take no token of the identity provider. */
export function openRoutes(template: DeclaredTemplate): readonly DeclaredResource[] {
  return template
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(
      (route) =>
        property(route, 'AuthorizationType') !== 'JWT' ||
        template.referencedBy(property(route, 'AuthorizerId'), 'AWS::ApiGatewayV2::Authorizer') === undefined,
    );
}

/** The routes of the console that take no token, as they should. */
export function pageRoutes(template: DeclaredTemplate, stage: Stage): readonly DeclaredResource[] {
  return openRoutes(template).filter((route) => isPage(template, route, stage));
}

/** Whether a route is one of the console's pages, and leads to the console and to nothing else. */
export function isPage(template: DeclaredTemplate, route: DeclaredResource, stage: Stage): boolean {
  const isNamed = consoleRoutes.some((key) => key === property(route, 'RouteKey'));
  const answers = functionBehind(template, route);
  return isNamed && answers !== undefined && property(answers, 'FunctionName') === nameIn(stage, 'console');
}

/** The function that a route calls, by an alias of it. */
export function functionBehind(template: DeclaredTemplate, route: DeclaredResource): DeclaredResource | undefined {
  const integration = template.referencedBy(property(route, 'Target'), 'AWS::ApiGatewayV2::Integration');
  if (integration === undefined) return undefined;
  const called = property(integration, 'IntegrationUri');
  const alias = template.referencedBy(called, 'AWS::Lambda::Alias');
  const named = alias === undefined ? called : property(alias, 'FunctionName');
  return template.referencedBy(named, 'AWS::Lambda::Function');
}
