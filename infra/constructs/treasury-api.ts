import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { assert } from '../../functions/shared/core/errors.ts';
import { aliases } from '../../functions/shared/core/names.ts';
import type { RouteKey } from '../../functions/shared/runtime/http/route.ts';
import { pageThrottle, parseRouteKey, type ServedRoute, throttle } from '../http-api/routes.ts';
import { acknowledge } from './acknowledge.ts';
import { ApiDomain } from './api-domain.ts';
import type { EncryptionKeys } from './encryption-keys.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

export interface TreasuryApiProps {
  readonly stage: Stage;
  readonly encryption: EncryptionKeys;
  /** Who signs the tokens, and for whom they must be made out. */
  readonly identity: { readonly issuer: string; readonly audience: string };
}

/** Who asked for what, and how it went. No query string, no header, no claim: a token or an address could be there. */
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};

/** The HTTP API. Every route but the console's pages asks for a token of the company's identity provider. */
export class TreasuryApi extends Construct {
  /** Without a slash at its end: paths begin with one, and `//pause` is no route. */
  readonly url: string;
  /** How CloudWatch knows it. */
  readonly apiId: string;
  private readonly api: HttpApi;
  private readonly stage: HttpStage;

  constructor(scope: Construct, id: string, { stage, encryption, identity }: TreasuryApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(stage),
      createDefaultStage: false,
      defaultAuthorizer: new HttpJwtAuthorizer('Jwt', identity.issuer, {
        authorizerName: nameIn(stage, 'jwt'),
        jwtAudience: [identity.audience],
        identitySource: ['$request.header.Authorization'],
      }),
    });
    // Callers know its URL, which goes with the logical id.
    pinLogicalId(this.api, 'HttpApi');
    this.apiId = this.api.apiId;
    const logGroupName = `/aws/vendedlogs/${nameIn(stage, 'http')}`;
    const log = new LogGroup(this, 'AccessLog', {
      logGroupName,
      encryptionKey: encryption.logsOf(logGroupName),
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicyOnceCreated(stage),
    });
    pinLogicalId(log, 'HttpApiLog');
    this.stage = this.api.addStage('Stage', {
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    this.url = this.api.apiEndpoint;
  }

  /**
   * Gives these routes to the function, by an alias that nothing but this API may call; with `others` also whatever no
   * route is for. That takes a token too: without one nobody learns anything.
   */
  route(handler: TreasuryFunction, routes: readonly Pick<ServedRoute, 'method' | 'path'>[], others: boolean): void {
    const integration = integrationWith(handler);
    for (const { method, path } of routes) this.api.addRoutes({ path, methods: [HttpMethod[method]], integration });
    if (others) new HttpRoute(this, 'Others', { httpApi: this.api, routeKey: HttpRouteKey.DEFAULT, integration });
  }
  /** Serves all of it under a name of the company's own too. Returns what DNS has to point the name at. */
  serveAs(name: string, certificateArn: string): string {
    return new ApiDomain(this, 'Domain', { name, certificateArn, api: this.api, stage: this.stage }).target;
  }

  /** Gives these routes to the function, for browsers of people who have not logged in yet. */
  pages(handler: TreasuryFunction, routes: readonly RouteKey[]): void {
    const integration = integrationWith(handler);
    const stage = this.stage.node.defaultChild;
    assert(stage instanceof CfnStage, 'the HTTP API has no stage');
    stage.routeSettings = Object.fromEntries(routes.map((key) => [key, pageLimits]));
    for (const key of routes) {
      const [method, path] = parseRouteKey(key);
      const authorizer = new HttpNoneAuthorizer();
      for (const route of this.api.addRoutes({ path, methods: [HttpMethod[method]], integration, authorizer })) {
        acknowledge(route, {
          'AwsSolutions-APIG4':
            'A browser asks for the page before anybody has logged in; it is the same for everybody',
        });
        // The stage names the route, and so must come after it.
        stage.node.addDependency(route);
      }
    }
  }
}

const pageLimits = {
  ThrottlingRateLimit: pageThrottle.rateLimit,
  ThrottlingBurstLimit: pageThrottle.burstLimit,
} as const;

function integrationWith(handler: TreasuryFunction): HttpLambdaIntegration {
  return new HttpLambdaIntegration(handler.node.id, handler.callableAs(aliases.http), {
    payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    timeout: Duration.seconds(29),
  });
}
