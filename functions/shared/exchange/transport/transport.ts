import type { LookupFunction } from 'node:net';
import { buildConnector, Pool } from 'undici';
import type { ResolvedEnvironment } from '../environments/resolve.ts';

/** What goes out. The signing layer makes one of these from the bytes it signed. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query, exactly as signed. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export type TransportResult =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** No connection was made, so no byte of the request left. */
  | { readonly kind: 'not-sent'; readonly what: string; readonly cause: unknown }
  /** Something may have left. Whether it was executed is not known. */
  | { readonly kind: 'lost'; readonly what: string; readonly cause: unknown };

export interface SendLimits {
  readonly timeoutMs: number;
  readonly bodyMax: number;
  /**
   * A connection of its own. A kept one may have died while the function was frozen; a money call that meets it is
   * lost, and nobody knows. A new one that cannot be made is certain: nothing left.
   */
  readonly isFresh: boolean;
}

export interface Transport {
  /** One request on the wire, never two. */
  send(request: OutgoingRequest, limits: SendLimits): Promise<TransportResult>;
  close(): Promise<void>;
}

/**
 * Seconds, where undici's defaults are 300 s. A TLS connection costs ten times a warm request, so it is kept for 30 s.
 */
const connectTimeoutMs = 2_000;
const keepAliveMs = 30_000;
const connectionsMax = 4;

export function openTransport(environment: ResolvedEnvironment, options: { readonly bindHost: boolean }): Transport {
  const address = options.bindHost ? environment.hostAddress : undefined;
  // One request at a time on a connection: undici then never sends one again after a socket dies.
  const kept = openPool(environment.rest, address, 1);
  // Without pipelining undici closes a connection after its one request.
  const fresh = openPool(environment.rest, address, 0);
  return {
    send: (request, limits) => send(limits.isFresh ? fresh : kept, request, limits),
    close: async () => {
      await Promise.all([kept.destroy(), fresh.destroy()]);
    },
  };
}

function openPool(origin: string, address: string | undefined, pipelining: 0 | 1): Pool {
  return new Pool(origin, {
    connections: connectionsMax,
    pipelining,
    // Bundles leave node:http2 out.
    allowH2: false,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    connect: connector(address),
  });
}

/** No byte of a request leaves before the connection, with TLS where it has it, is there. */
class ConnectionError extends Error {}

function connector(address: string | undefined): buildConnector.connector {
  const common = { timeout: connectTimeoutMs, allowH2: false };
  // The type asks for a port where there is a lookup; undici puts the request's own in its place.
  const bound = address === undefined ? common : { ...common, port: 0, lookup: fixedLookup(address) };
  const connect = buildConnector(bound);
  return (options, callback) =>
    connect(options, (...result) => {
      const [error] = result;
      if (error === null) callback(...result);
      else callback(new ConnectionError(nameOf(error), { cause: error }), null);
    });
}

/**
 * Answers every name with one address: the hosts-file binding of exchange-api.md 1.2. The certificate is still checked
 * by name.
 */
function fixedLookup(address: string): LookupFunction {
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  };
}

async function send(pool: Pool, request: OutgoingRequest, limits: SendLimits): Promise<TransportResult> {
  const signal = AbortSignal.timeout(limits.timeoutMs + connectTimeoutMs);
  try {
    const { statusCode, body } = await pool.request({
      method: request.method,
      path: request.target,
      headers: request.headers,
      body: request.body ?? null,
      headersTimeout: limits.timeoutMs,
      bodyTimeout: limits.timeoutMs,
      // undici may repeat an idempotent request on another connection; a signature is good for one.
      idempotent: false,
      signal,
    });
    return { kind: 'answered', status: statusCode, text: await readBounded(body, limits.bodyMax) };
  } catch (error) {
    return failure(error);
  }
}

async function readBounded(body: AsyncIterable<Uint8Array>, bodyMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > bodyMax) throw new RangeError(`a body of more than ${bodyMax} bytes`);
    chunks.push(chunk);
  }
  // An answer that is not UTF-8 cannot be believed either.
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

function failure(error: unknown): TransportResult {
  if (error instanceof ConnectionError) return { kind: 'not-sent', what: error.message, cause: error.cause };
  return { kind: 'lost', what: nameOf(error), cause: error };
}

function nameOf(error: unknown): string {
  return textProperty(error, 'code') ?? textProperty(error, 'name') ?? 'an error';
}

function textProperty(value: unknown, name: 'code' | 'name'): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const property: unknown = Reflect.get(value, name);
  return typeof property === 'string' ? property : undefined;
}
