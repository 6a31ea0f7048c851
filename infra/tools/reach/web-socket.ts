import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LookupFunction } from 'node:net';
import { Agent, ping, WebSocket } from 'undici';
import { probeTimeoutMs } from './endpoint-reach.ts';

/** undici tells of a pong here, and nowhere else. */
const pongChannel = 'undici:websocket:pong';
const pingBytes = 8;

/**
 * Opens a WebSocket, pings it, waits for the pong of this ping, and closes it. `address`: for a host whose name does not
 * resolve. Throws an Error that says how far it came, and nothing of the URL.
 */
export async function pingWebSocket(url: string, address?: string): Promise<string> {
  const dispatcher = new Agent({ connect: { timeout: probeTimeoutMs, ...boundTo(address) }, allowH2: false });
  const socket = new WebSocket(url, { dispatcher });
  const began = performance.now();
  try {
    await within(opened(socket), 'no handshake');
    await within(pongOf(socket), 'opened, but no pong');
    return `opened, and answered a ping, within ${Math.ceil(performance.now() - began)} ms`;
  } finally {
    socket.close();
    await dispatcher.destroy();
  }
}

function boundTo(address: string | undefined): { lookup?: LookupFunction } {
  if (address === undefined) return {};
  return {
    lookup: (_host, options, callback) => {
      if (options.all === true) callback(null, [{ address, family: 4 }]);
      else callback(null, address, 4);
    },
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('no handshake')), { once: true });
  });
}

function pongOf(socket: WebSocket): Promise<void> {
  const payload = randomBytes(pingBytes);
  return new Promise((resolve, reject) => {
    const end = () => unsubscribe(pongChannel, hear);
    const hear = (message: unknown) => {
      if (!isPongOf(message, payload)) return;
      end();
      resolve();
    };
    subscribe(pongChannel, hear);
    socket.addEventListener(
      'close',
      () => {
        end();
        reject(new Error('opened, then closed without a pong'));
      },
      { once: true },
    );
    ping(socket, payload);
  });
}

function isPongOf(message: unknown, payload: Buffer): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'payload' in message &&
    message.payload instanceof Uint8Array &&
    payload.equals(message.payload)
  );
}

async function within(promise: Promise<void>, otherwise: string): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${otherwise} within ${probeTimeoutMs} ms`)), probeTimeoutMs);
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
