import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseJson } from '../../../json.ts';
import { ServiceError } from '../errors.ts';
import type { Credentials, Identity } from '../guard/identity.ts';
import { readBody } from './body.ts';
import { closeServer, listen } from './listen.ts';

/** Answers a request, once it knows that the caller may ask it. */
export type Operation = (body: unknown, by: Identity) => unknown;

/** A service that speaks AWS's JSON protocol: one operation a request, named in the header `X-Amz-Target`. */
export interface JsonService {
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A path that answers for itself. Returns false where the path is not its own. */
export type Route = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<boolean>;

/** Lambda's own limit for a synchronous payload, the largest body that comes here. */
const bodyLimit = 6 * 1024 * 1024;

/**
 * One server for the AWS services that no emulator offers. It is also the endpoint of every other AWS service, and
 * refuses those: a function that runs here can never reach the real AWS by mistake.
 */
export class Gateway {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  /** `services` by the prefix of their target, such as `secretsmanager`. */
  static async start(
    services: Readonly<Record<string, JsonService>>,
    routes: readonly Route[],
    credentials: Credentials,
  ): Promise<Gateway> {
    const server = createServer((request, response) => {
      answer(request, response, services, routes, credentials).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    return new Gateway(server, await listen(server, 0));
  }

  close(graceMs: number): Promise<void> {
    return closeServer(this.server, graceMs);
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  services: Readonly<Record<string, JsonService>>,
  routes: readonly Route[],
  credentials: Credentials,
): Promise<void> {
  const body = await readBody(request, bodyLimit);
  if (body === undefined)
    return sendError(response, new ServiceError('RequestEntityTooLargeException', 'too large', 413));
  for (const route of routes) if (await route(request, response, body)) return;
  try {
    const operation = operationOf(request.headers['x-amz-target'], services);
    const input = parseJson(body.toString('utf8'));
    if (input === undefined) throw new ServiceError('SerializationException', 'the body is not JSON');
    sendJson(response, 200, await operation(input, credentials.identify(request.headers.authorization)));
  } catch (error) {
    sendError(response, asServiceError(error));
  }
}

function operationOf(
  header: string | string[] | undefined,
  services: Readonly<Record<string, JsonService>>,
): Operation {
  const [prefix = '', name = ''] = typeof header === 'string' ? header.split('.') : [];
  const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
  // Not a 5XX: the SDK would try again.
  if (!service) throw new ServiceError('LocalStackUnsupported', 'the local stack does not offer this AWS service');
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!operation) throw new ServiceError('UnknownOperationException', `${service.name} offers no ${name} here`);
  return operation;
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('InternalFailure', error instanceof Error ? error.message : 'failed', 500);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
}

function sendError(response: ServerResponse, error: ServiceError): void {
  response.setHeader('x-amzn-errortype', error.type);
  sendJson(response, error.status, { __type: error.type, message: error.message });
}
