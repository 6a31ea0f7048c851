import { once } from 'node:events';
import { createServer } from 'node:net';
import { types } from 'node:util';
import { invalidFlag } from '../command-line/flags.ts';

/** Looks whether `--port` can be had, before a minute is spent on what would listen there. Throws InvalidInputError. */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const code = types.isNativeError(error) && 'code' in error ? String(error.code) : 'unknown reason';
    throw invalidFlag('--port', `cannot be used (${code})`, 'a port on 127.0.0.1 that nobody listens on');
  } finally {
    server.close();
  }
}
