import type { ServerResponse } from 'node:http';
import { LocalInvocationError } from '../errors.ts';
import { parseJson } from '../json.ts';
import type { Route } from '../services/gateway.ts';
import type { AsyncInvoker } from './asynchronous.ts';
import { type Functions, failureBody, type LocalFunction } from './functions.ts';

const path = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/;

/** Lambda's Invoke over HTTP, with invocation type RequestResponse, Event or DryRun. */
export function invokeRoute(functions: Functions, invoker: AsyncInvoker): Route {
  return async (request, response, body) => {
    const encoded = path.exec(request.url ?? '')?.[1];
    if (encoded === undefined || request.method !== 'POST') return false;
    const name = decodeURIComponent(encoded);
    const target = functions.lookUp(name);
    if (!target) {
      refuse(response, 404, 'ResourceNotFoundException', `Function not found: ${name}`);
      return true;
    }
    const payload = body.length === 0 ? '{}' : body.toString('utf8');
    if (parseJson(payload) === undefined) {
      refuse(response, 400, 'InvalidRequestContentException', 'Could not parse request body into json');
      return true;
    }
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type === 'Event') invoker.submit(name, payload);
    if (type === 'RequestResponse') await invokeAndAnswer(target, functions.invokedArn(name), payload, response);
    else response.writeHead(type === 'Event' ? 202 : 204).end();
    return true;
  };
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

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ Type: 'User', Message: message }));
}
