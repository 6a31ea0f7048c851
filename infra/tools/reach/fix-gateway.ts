import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { types } from 'node:util';
import { probeTimeoutMs } from './endpoint-reach.ts';

/** No page names one, so it is that of TLS. HashKey tells the port together with the access. */
export const fixPortDefault = 443;

/**
 * Looks up the name of the FIX gateway, and opens a TCP connection and TLS on it. No further: a session is for omnibus
 * institutions, on application, and a logon takes a CompID and a certificate that HashKey gives out; a treasury sends no
 * orders. Throws an Error that says how far it came.
 */
export async function openFixGateway(host: string, port: number): Promise<string> {
  const { address } = await step('the name does not resolve', () => lookup(host));
  await step(`the name is ${address}, no TCP on port ${port}`, () =>
    openAndEnd(connectTcp({ host: address, port }), 'connect'),
  );
  await step(`the name is ${address}, TCP on port ${port}, no TLS`, () =>
    openAndEnd(connectTls({ host: address, port, ...(isIP(host) === 0 ? { servername: host } : {}) }), 'secureConnect'),
  );
  return `the name is ${address}, TCP and TLS on port ${port}; a session takes an application at HashKey`;
}

async function openAndEnd(socket: ReturnType<typeof connectTcp>, event: 'connect' | 'secureConnect'): Promise<void> {
  try {
    await once(socket, event, { signal: AbortSignal.timeout(probeTimeoutMs) });
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

async function step<Value>(otherwise: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    const code = types.isNativeError(error) && 'code' in error ? String(error.code) : 'unknown reason';
    throw new Error(`${otherwise} (${code})`);
  }
}
