import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { serviceIdentity } from '../guard/identity.ts';
import { readRouteKey } from '../http/router.ts';
import { HttpApi } from '../http/server.ts';
import { fingerprint } from '../names.ts';
import { at, flag, ignored, integer, readProperties } from './resource.ts';
import type { Creator, Integration, ResourceContext } from './resource-context.ts';

const apiGateway = serviceIdentity('apigateway.amazonaws.com');

/** An HTTP API waits no longer for a function. */
const integrationLimitMs = 30_000;

const apiSchema = v.strictObject({
  Name: v.string(),
  ProtocolType: v.literal('HTTP', 'HTTP'),
  Description: ignored,
  DisableExecuteApiEndpoint: v.optional(flag),
  IpAddressType: ignored,
  Tags: ignored,
});

/** AWS::ApiGatewayV2::Api: listens on 127.0.0.1. */
export const createApi: Creator = async (resource, resourceContext) => {
  readProperties(resource, apiSchema);
  if (resourceContext.http.api)
    throw new UnsupportedTemplateError(at(resource, 'Name'), 'the local stack runs one HTTP API, not two');
  const api = await HttpApi.start(resourceContext.http.port, idOf(resource.logicalId), resourceContext.http.issuerKey);
  resourceContext.http.api = api;
  return { ref: api.apiId, attributes: { ApiId: api.apiId, ApiEndpoint: api.url } };
};

const stageSchema = v.strictObject({
  ApiId: v.string(),
  StageName: v.literal('$default', 'the stage $default'),
  AutoDeploy: v.literal(true, 'true: nothing is deployed by hand here'),
  // Known, and without effect: requests are neither logged nor throttled here.
  AccessLogSettings: ignored,
  DefaultRouteSettings: ignored,
  RouteSettings: ignored,
  Description: ignored,
  Tags: ignored,
});

/** AWS::ApiGatewayV2::Stage */
export const createStage: Creator = (resource) => ({ ref: readProperties(resource, stageSchema).StageName });

const integrationSchema = v.strictObject({
  ApiId: v.string(),
  IntegrationType: v.literal('AWS_PROXY', 'AWS_PROXY'),
  IntegrationUri: v.string(),
  PayloadFormatVersion: v.literal('2.0', '2.0'),
  IntegrationMethod: ignored,
  TimeoutInMillis: v.optional(integer, integrationLimitMs),
  Description: ignored,
});

/** AWS::ApiGatewayV2::Integration with a function */
export const createIntegration: Creator = (resource, resourceContext) => {
  const { IntegrationUri, TimeoutInMillis } = readProperties(resource, integrationSchema);
  const target = resourceContext.functions.lookUp(IntegrationUri);
  if (!target)
    throw new UnsupportedTemplateError(
      at(resource, 'IntegrationUri'),
      `${IntegrationUri} is no function of this stack`,
    );
  const id = idOf(resource.logicalId);
  const arn = IntegrationUri.startsWith('arn:') ? IntegrationUri : target.arn;
  resourceContext.http.integrations.set(id, { target, arn, timeoutMs: Math.min(TimeoutInMillis, integrationLimitMs) });
  return { ref: id, attributes: { IntegrationId: id } };
};

const authorizerSchema = v.strictObject({
  ApiId: v.string(),
  Name: v.string(),
  AuthorizerType: v.literal('JWT', 'JWT'),
  IdentitySource: v.tuple([v.literal('$request.header.Authorization', '$request.header.Authorization')]),
  JwtConfiguration: v.strictObject({ Audience: v.pipe(v.array(v.string()), v.minLength(1)), Issuer: v.string() }),
});

/** AWS::ApiGatewayV2::Authorizer for JWT. Tokens are checked with the key of the local issuer. */
export const createAuthorizer: Creator = (resource, resourceContext) => {
  const { JwtConfiguration } = readProperties(resource, authorizerSchema);
  const id = idOf(resource.logicalId);
  resourceContext.http.authorizers.set(id, { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience });
  return { ref: id, attributes: { AuthorizerId: id } };
};

const routeSchema = v.strictObject({
  ApiId: v.string(),
  RouteKey: v.string(),
  Target: v.string(),
  AuthorizationType: v.optional(v.picklist(['NONE', 'JWT']), 'NONE'),
  AuthorizerId: v.optional(v.string()),
  AuthorizationScopes: v.optional(v.array(v.string()), []),
  OperationName: ignored,
});

/** AWS::ApiGatewayV2::Route */
export const createRoute: Creator = (resource, resourceContext) => {
  const route = readProperties(resource, routeSchema);
  const integration = resourceContext.http.integrations.get(route.Target.replace(/^integrations\//, ''));
  if (!integration)
    throw new UnsupportedTemplateError(at(resource, 'Target'), `${route.Target} is no integration of this stack`);
  const authorizer = resourceContext.http.authorizers.get(route.AuthorizerId ?? '');
  // Never open what the template closes.
  if ((route.AuthorizationType === 'JWT') !== (authorizer !== undefined)) {
    throw new UnsupportedTemplateError(
      at(resource, 'AuthorizerId'),
      'AuthorizationType JWT and an authorizer go together',
    );
  }
  resourceContext.http.api?.addRoute({
    isPermitted: () => mayCall(integration, route, resourceContext),
    routeKey: readRouteKey(route.RouteKey, at(resource, 'RouteKey')),
    ...integration,
    ...(authorizer ? { authorizer } : {}),
    scopes: route.AuthorizationScopes,
  });
  return { ref: idOf(resource.logicalId) };
};

/**
 * An HTTP API calls as the service, from the ARN of its route (HTTP API guide, "Working with AWS Lambda proxy
 * integrations").
 */
function mayCall(
  { arn }: Integration,
  { ApiId, RouteKey }: { readonly ApiId: string; readonly RouteKey: string },
  { guard, names }: ResourceContext,
): boolean {
  const path = RouteKey.replace(' ', '');
  const context = {
    'aws:SourceArn': names.arn('execute-api', `${ApiId}/$default/${path}`),
    'aws:SourceAccount': names.account,
  };
  return guard.permits(apiGateway, [{ action: 'lambda:InvokeFunction', resource: arn, context }]);
}

function idOf(logicalId: string): string {
  return fingerprint(logicalId, 10);
}
