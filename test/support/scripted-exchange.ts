import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The caller's port: one for each connection. */
  readonly port: number | undefined;
}

interface ScriptedAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the server does with a request: an answer, or something worse. */
export type Reply = ScriptedAnswer | 'drop' | 'hang' | ((request: SeenRequest) => ScriptedAnswer);

export interface ScriptedExchange {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Replies for a path, used one after the other; the last one stays. */
  on(path: string, ...replies: Reply[]): void;
  close(): Promise<void>;
}

/** A server that says exactly what a test wants the exchange to say. It tells the time of `now` by itself. */
export async function startScriptedExchange(now: () => number): Promise<ScriptedExchange> {
  const script = new Map<string, Reply[]>();
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const target = request.url ?? '';
    const [path = ''] = target.split('?');
    const entry = {
      method: request.method ?? '',
      target,
      headers: request.headers,
      body: await text(request),
      port: request.socket.remotePort,
    };
    seen.push(entry);
    const replies = script.get(path) ?? [];
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    send(response, reply ?? timeOf(path, now), entry);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    on: (path, ...replies) => {
      script.set(path, replies);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function timeOf(path: string, now: () => number): Reply {
  if (path.endsWith('/time')) return { status: 200, body: JSON.stringify({ serverTime: now() }) };
  return { status: 404, body: '<html>not found</html>' };
}

function send(response: ServerResponse, reply: Reply, request: SeenRequest): void {
  if (reply === 'hang') return;
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  const { status, body, headers } = typeof reply === 'function' ? reply(request) : reply;
  // The exchange says JSON even where it sends HTML.
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
