import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Longer than anybody here keeps an idle connection. Node's 5 seconds end one in the moment in which a client uses it
 * again, and that call is lost.
 */
const keepAliveTimeoutMs = 600_000;

/** Listens on 127.0.0.1 only and gives the URL without a trailing slash. Port 0 takes a free one. */
export async function listen(server: Server, port: number): Promise<string> {
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${portOf(address)}`;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('the server does not listen on a port');
  return address.port;
}

/** Takes no new requests, gives those that run `graceMs`, then ends every connection. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed.finally(() => clearTimeout(deadline));
}
