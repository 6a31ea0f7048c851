import type { Context } from 'aws-lambda';
import { aliases } from '../../functions/shared/core/names.ts';
import type { HttpEvent } from '../../functions/shared/runtime/http/request.ts';
import { noon } from './clock.ts';
import { contextOf } from './lambda-context.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  /** As API Gateway writes them into the event: a list is the text `[a b]`. Without them there was no authorizer. */
  readonly claims?: Readonly<Record<string, string>> | undefined;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
}

/** One group for each role, as policyWith() takes them. */
export const groupOfRole = {
  requester: ['ops'],
  approver: ['finance'],
  whitelister: ['treasury'],
  operator: ['oncall'],
  auditor: ['audit'],
};

/** The claims of every token that is taken, as policyWith() names them. */
export const issuerClaims = { iss: 'https://login.example.com', aud: 'treasury' };

/** The claims of a person's token. */
export const claims = (name: string, ...groups: string[]): Record<string, string> => ({
  ...issuerClaims,
  email: `${name}@example.com`,
  groups: `[${groups.join(' ')}]`,
});

/**
 * What an HTTP API hands to a function. Without claims there was no authorizer, and the type does not know that case.
 */
export function httpEvent({ method, path, claims: jwtClaims, pathParameters, query, body }: Call): HttpEvent {
  const routeKey = `${method} ${path}`;
  const authorizer = { principalId: '', integrationLatency: 0, jwt: { claims: { ...jwtClaims }, scopes: [] } };
  const requestContext = {
    accountId: '000000000000',
    apiId: 'HttpApi',
    domainName: 'api.example.com',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'request-1',
    routeKey,
    stage: '$default',
    time: '20/Nov/2026:10:00:00 +0000',
    timeEpoch: noon,
  };
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    isBase64Encoded: false,
    ...(pathParameters === undefined ? {} : { pathParameters: { ...pathParameters } }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    requestContext: (jwtClaims === undefined
      ? requestContext
      : { ...requestContext, authorizer }) as HttpEvent['requestContext'],
  };
}

/** Calls a function as the HTTP API does, and reads its answer. */
export async function answerTo(handler: (event: HttpEvent, context: Context) => unknown, call: Call) {
  const response = (await handler(httpEvent(call), contextOf(aliases.http))) as { statusCode: number; body: string };
  return { status: response.statusCode, body: JSON.parse(response.body) as Record<string, unknown> };
}
