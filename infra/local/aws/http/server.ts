import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CryptoKey } from 'jose';
import { parseJson } from '../../../json.ts';
import { LocalInvocationError } from '../errors.ts';
import type { Pool } from '../lambda/pool.ts';
import { localAccount } from '../names.ts';
import { readBody } from '../services/body.ts';
import { closeServer, listen } from '../services/listen.ts';
import { authorize, type JwtAuthorizer } from './authorizer.ts';
import { type RequestFacts, requestEvent, splitTarget } from './event.ts';
import { apiMessage, type HttpResponse, toHttpResponse } from './response.ts';
import { findRoute, type RouteKey } from './router.ts';

/** What answers: a function of the stack. */
export interface ApiTarget {
  readonly pool: Pick<Pool, 'invoke'>;
}

export interface ApiRoute {
  readonly routeKey: RouteKey;
  readonly target: ApiTarget;
  /** Of the function, with the version or alias that the API calls. */
  readonly arn: string;
  readonly timeoutMs: number;
  /** Whether the API may call the function. */
  readonly isPermitted: () => boolean;
  readonly authorizer?: JwtAuthorizer;
  readonly scopes: readonly string[];
}

/** Lambda takes no larger event. */
const bodyLimit = 6 * 1024 * 1024;

/** The HTTP API of the stack on 127.0.0.1. It answers 404 until its routes are added. */
export class HttpApi {
  readonly url: string;
  readonly apiId: string;
  private readonly server: Server;
  private readonly routes: ApiRoute[] = [];
  private readonly issuerKey: CryptoKey;

  private constructor(server: Server, url: string, apiId: string, issuerKey: CryptoKey) {
    this.server = server;
    this.url = url;
    this.apiId = apiId;
    this.issuerKey = issuerKey;
  }

  static async start(port: number, apiId: string, issuerKey: CryptoKey): Promise<HttpApi> {
    const server = createServer();
    const api = new HttpApi(server, await listen(server, port), apiId, issuerKey);
    server.on('request', (request, response) => {
      api
        .answer(request)
        .then((answer) => write(response, answer))
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
    return api;
  }

  addRoute(route: ApiRoute): void {
    this.routes.push(route);
  }

  close(graceMs: number): Promise<void> {
    return closeServer(this.server, graceMs);
  }

  private async answer(request: IncomingMessage): Promise<HttpResponse> {
    const body = await readBody(request, bodyLimit);
    if (body === undefined) return apiMessage(413, 'Request Entity Too Large');
    const [path] = splitTarget(request.url ?? '/');
    if (!isDecodable(path)) return apiMessage(400, 'Bad Request');
    const match = findRoute(this.routes, request.method ?? 'GET', path);
    if (!match) return apiMessage(404, 'Not Found');
    const facts = {
      account: localAccount,
      apiId: this.apiId,
      routeKey: match.route.routeKey.key,
      pathParameters: match.parameters,
    };
    const { authorizer, scopes } = match.route;
    if (!authorizer) return await call(match.route, request, body, facts);
    const decision = await authorize(authorizer, request.headers.authorization, scopes, this.issuerKey);
    if (decision.kind === 'unauthorized') return unauthorized();
    if (decision.kind === 'forbidden') return apiMessage(403, 'Forbidden');
    const jwt = { claims: decision.claims, scopes: decision.scopes };
    return await call(match.route, request, body, { ...facts, authorizer: { jwt } });
  }
}

async function call(
  { target, arn, timeoutMs, isPermitted }: ApiRoute,
  request: IncomingMessage,
  body: Buffer,
  facts: RequestFacts,
): Promise<HttpResponse> {
  // An API without the right to call its function answers so, and tells nobody why.
  if (!isPermitted()) return apiMessage(500, 'Internal Server Error');
  const { promise: late, resolve } = Promise.withResolvers<HttpResponse>();
  const timer = setTimeout(() => resolve(apiMessage(503, 'Service Unavailable')), timeoutMs);
  const answered = target.pool
    .invoke(JSON.stringify(requestEvent(request, body, facts, Date.now())), { arn })
    .then((answer) => toHttpResponse(parseJson(answer)))
    .catch((error: unknown) => {
      if (error instanceof LocalInvocationError) return apiMessage(500, 'Internal Server Error');
      throw error;
    });
  return await Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

function unauthorized(): HttpResponse {
  const answer = apiMessage(401, 'Unauthorized');
  return { ...answer, headers: [...answer.headers, ['www-authenticate', 'Bearer']] };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.end(body);
}
