import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service behind a switch: off, it refuses every call with an error that no client tries again. */
export interface SwitchableProxy {
  readonly url: string;
  setOff(isOff: boolean): void;
  close(): Promise<void>;
}

export async function startSwitchableProxy(target: string): Promise<SwitchableProxy> {
  let isOff = false;
  const server = createServer((request, response) => {
    if (isOff) {
      request.resume();
      response.writeHead(400).end('{"__type":"AccessDeniedException"}');
      return;
    }
    const { method, headers, url } = request;
    const onward = send(`${target}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setOff: (value) => {
      isOff = value;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
