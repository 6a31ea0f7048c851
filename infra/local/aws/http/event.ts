import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What of the API and the route goes into an event. */
export interface RequestFacts {
  readonly account: string;
  readonly apiId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly authorizer?: {
    readonly jwt: { readonly claims: Record<string, string>; readonly scopes: readonly string[] | null };
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The event of payload format 2.0 for one request. */
export function requestEvent(
  request: IncomingMessage,
  body: Buffer,
  facts: RequestFacts,
  now: number,
): Record<string, unknown> {
  const [rawPath = '/', query = ''] = splitTarget(request.url ?? '/');
  const path = decodeURIComponent(rawPath);
  const host = request.headers.host ?? '';
  const { cookie, ...headers } = request.headers;
  const isText = isTextType(request.headers['content-type']);
  return {
    version: '2.0',
    routeKey: facts.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: joinHeaders(headers),
    ...(query === '' ? {} : { queryStringParameters: queryParameters(query) }),
    requestContext: {
      accountId: facts.account,
      apiId: facts.apiId,
      ...(facts.authorizer ? { authorizer: facts.authorizer } : {}),
      domainName: host,
      domainPrefix: host.split('.')[0],
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: facts.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    ...(Object.keys(facts.pathParameters).length === 0 ? {} : { pathParameters: facts.pathParameters }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Path and query of a request target, both still encoded. */
export function splitTarget(target: string): [string, string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

function isTextType(contentType: string | undefined): boolean {
  return /^(text\/|application\/(json|xml|javascript|[^;]*\+(json|xml)))/i.test(contentType ?? 'text/plain');
}

function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(',')]],
  );
  return Object.fromEntries(entries);
}

/** A name that comes twice has its values joined by commas. */
function queryParameters(query: string): Record<string, string> {
  const search = new URLSearchParams(query);
  return Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name).join(',')]));
}

/** Such as `12/Mar/2026:19:03:58 +0000`. */
function commonLogTime(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
