import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type * as v from 'valibot';
import { validate } from '../../core/validate.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** True for an event of the HTTP API, as against one of the bus, a queue or a direct call. */
export function isHttpEvent(event: unknown): event is HttpEvent {
  return typeof event === 'object' && event !== null && 'requestContext' in event && 'routeKey' in event;
}

/** The claims of the token. API Gateway has verified it; without an authorizer there is nobody. */
export function claimsOf(event: HttpEvent): Readonly<Record<string, unknown>> {
  return event.requestContext.authorizer?.jwt?.claims ?? {};
}

/** A path parameter as the caller meant it. Throws InvalidInputError, which names it. */
export function pathParameter<const Schema extends v.GenericSchema>(
  event: HttpEvent,
  name: string,
  schema: Schema,
): v.InferOutput<Schema> {
  return validate('path', schema, event.pathParameters?.[name] ?? '', name);
}
