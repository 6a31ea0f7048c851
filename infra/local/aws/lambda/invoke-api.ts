import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from '../../../json.ts';
import { LocalInvocationError, ServiceError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import type { Credentials } from '../guard/identity.ts';
import type { Route } from '../services/gateway.ts';
import type { AsyncInvoker } from './asynchronous.ts';
import { type Functions, failureBody, type LocalFunction } from './functions.ts';

const path = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/;

export interface InvokeApi {
  readonly functions: Functions;
  readonly invoker: AsyncInvoker;
  readonly guard: Guard;
  readonly credentials: Credentials;
}

/** Lambda's Invoke over HTTP, with invocation type RequestResponse, Event or DryRun. */
export function invokeRoute(api: InvokeApi): Route {
  return async (request, response, body) => {
    const name = path.exec(request.url ?? '')?.[1];
    if (name === undefined || request.method !== 'POST') return false;
    try {
      await serve(api, decodeURIComponent(name), request, response, body);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      refuse(response, error);
    }
    return true;
  };
}

async function serve(
  { functions, invoker, guard, credentials }: InvokeApi,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const by = credentials.identify(request.headers.authorization);
  const target = functions.lookUp(name);
  if (!target) throw new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  const arn = arnOf(target, name, request);
  guard.admit(by, [{ action: 'lambda:InvokeFunction', resource: arn, context: {} }]);
  const payload = body.length === 0 ? '{}' : body.toString('utf8');
  if (parseJson(payload) === undefined) {
    throw new ServiceError('InvalidRequestContentException', 'Could not parse request body into json');
  }
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'Event') invoker.submit(arn, payload);
  if (type === 'RequestResponse') await invokeAndAnswer(target, arn, payload, response);
  else response.writeHead(type === 'Event' ? 202 : 204).end();
}

/**
 * With the version or alias that the call names, behind the function's name or beside it: a policy tells them apart.
 */
function arnOf({ arn }: LocalFunction, name: string, { url = '' }: IncomingMessage): string {
  const behind = (name.split(':function:')[1] ?? name).split(':')[1];
  const qualifier = behind ?? new URL(url, 'http://localhost').searchParams.get('Qualifier');
  return qualifier === null ? arn : `${arn}:${qualifier}`;
}

async function invokeAndAnswer(
  target: LocalFunction,
  arn: string,
  payload: string,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-amz-executed-version', '$LATEST');
  try {
    response.end(await target.pool.invoke(payload, { arn }));
  } catch (error) {
    if (!(error instanceof LocalInvocationError)) throw error;
    response.setHeader('x-amz-function-error', 'Unhandled');
    response.end(JSON.stringify(failureBody(error)));
  }
}

function refuse(response: ServerResponse, { type, message, status }: ServiceError): void {
  // Lambda answers a refusal by 403, where services of the JSON protocol answer 400.
  const code = type === 'AccessDeniedException' ? 403 : status;
  response.writeHead(code, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ Type: 'User', Message: message }));
}
