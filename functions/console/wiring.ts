import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { assetAnswer, pageAnswers } from './answers.ts';
import type { Assets } from './assets.ts';
import type { ConsoleConfiguration } from './configuration.ts';
import { pageHtml } from './page.ts';
import { originsOf, securityHeaders } from './security-headers.ts';

export interface ConsolePorts extends Pick<Ports, 'log'> {
  readonly assets: Assets;
  readonly configuration: ConsoleConfiguration;
  /** Where the identity provider answers scripts beside its issuer's address. */
  readonly providerOrigins: readonly string[];
}

/** Gives the console to browsers: one page, and the files of the build. It knows nothing of the treasury. */
export function wire({ log, assets, configuration, providerOrigins }: ConsolePorts) {
  const headers = securityHeaders(originsOf(configuration, providerOrigins));
  const page = pageAnswers(pageHtml(assets.manifest, configuration), headers);
  const handle = lambdaHandler(log, async (event: APIGatewayProxyEventV2) => {
    if (event.routeKey === 'GET /') return page(event.headers);
    return assetAnswer(assets, event.pathParameters?.file ?? '', event.headers);
  }).use(httpErrors(log));
  return async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    // Around the middlewares: an error's answer has them too.
    const answer = await handle(event, context);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}
