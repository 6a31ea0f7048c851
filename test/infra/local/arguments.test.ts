import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../infra/local/arguments.ts';
import { requireFreePort } from '../../../infra/local/require-free-port.ts';

describe('the command line of npm start', () => {
  test('names the port of the HTTP API', () => {
    expect(readArguments(['--port', '8080', '--once'])).toEqual({ once: true, json: false, port: 8_080, faults: [] });
    expect(readArguments([])).toEqual({ once: false, json: false, faults: [] });
    const other = ['--port', '65535', '--exchange', 'http://127.0.0.1:1', '--keys', 'keys.json'];
    expect(readArguments(other)).toMatchObject({ port: 65_535, exchange: { keysFile: 'keys.json' } });
  });

  test.each(['0', '65536', '080', 'http', '-1', '80.5', ''])('refuses the port %j', (port) => {
    expect(() => readArguments([`--port=${port}`])).toThrow('--port: is no port; expected a number from 1 to 65535');
  });
});

test('a port that somebody listens on is named before anything is built', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(requireFreePort(port)).rejects.toThrow('--port: cannot be used (EADDRINUSE)');
  server.close();
  await once(server, 'close');
  await expect(requireFreePort(port)).resolves.toBeUndefined();
});
