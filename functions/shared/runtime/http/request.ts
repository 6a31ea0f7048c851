import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { InvalidInputError } from '../../core/errors.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** True for an event of the HTTP API, as against one of the bus, a queue or a direct call. */
export function isHttpEvent(event: unknown): event is HttpEvent {
  return typeof event === 'object' && event !== null && 'requestContext' in event && 'routeKey' in event;
}

/** The claims of the token. API Gateway has verified it; without an authorizer there is nobody. */
export function claimsOf(event: HttpEvent): Readonly<Record<string, unknown>> {
  return event.requestContext.authorizer?.jwt?.claims ?? {};
}

/** Reads a JSON body. Throws InvalidInputError. */
export function jsonBody(event: HttpEvent): unknown {
  const raw = event.body ?? '';
  const text = event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidInputError('request', [{ field: 'body', reason: 'not JSON', expected: 'a JSON object' }]);
  }
}

/** A path parameter as the caller meant it. */
export function pathParameter(event: HttpEvent, name: string): string {
  return event.pathParameters?.[name] ?? '';
}
