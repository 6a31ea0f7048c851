import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { readBody } from './body.ts';
import { closeServer, listen } from './listen.ts';

/** A request to a service, with its whole body. */
export interface ProxiedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ProxiedResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Answers a request itself, or passes it on to the server behind. */
export type Interceptor = (
  proxied: ProxiedRequest,
  forward: (proxied: ProxiedRequest) => Promise<ProxiedResponse>,
) => Promise<ProxiedResponse>;

/** Passes everything on as it is. */
export const forwardAll: Interceptor = (proxied, forward) => forward(proxied);

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** DynamoDB's batches are the largest, in bytes. */
const bodyLimit = 16 * 1024 * 1024;

/** Stands before an emulator that knows nothing of permissions: every call from outside comes by here. */
export async function startProxy(upstream: string, interceptor: Interceptor): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    serve(incoming, response, { url: upstream, agent }, interceptor).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const url = await listen(server, 0);
  return {
    url,
    close: async () => {
      await closeServer(server, 0);
      agent.destroy();
    },
  };
}

interface Upstream {
  readonly url: string;
  readonly agent: Agent;
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  to: Upstream,
  interceptor: Interceptor,
): Promise<void> {
  const body = await readBody(incoming, bodyLimit);
  if (body === undefined) {
    response.writeHead(413).end();
    return;
  }
  // Who hangs up during a long poll must not take a message with him.
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const { method = 'GET', url: path = '/', headers } = incoming;
  const answer = await interceptor({ method, path, headers, body }, (proxied) =>
    forwardRequest(proxied, to, gone.signal),
  );
  response.writeHead(answer.status, withLength(answer)).end(answer.body);
}

async function forwardRequest(
  proxied: ProxiedRequest,
  { url: upstream, agent }: Upstream,
  signal: AbortSignal,
): Promise<ProxiedResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = request(`${upstream}${proxied.path}`, {
    method: proxied.method,
    headers: withLength(proxied),
    agent,
    signal,
  });
  outgoing.on('response', resolve).on('error', reject).end(proxied.body);
  const incoming = await promise;
  const body = await readBody(incoming, Number.POSITIVE_INFINITY);
  return { status: incoming.statusCode ?? 502, headers: incoming.headers, body: body ?? Buffer.alloc(0) };
}

/** The headers but those that belong to one connection only. */
function withLength({ headers, body }: Pick<ProxiedResponse, 'headers' | 'body'>): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest } = headers;
  return { ...rest, 'content-length': String(body.length) };
}
