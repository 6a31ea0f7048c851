import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site of somebody else's on this machine, which shows one page. Its origin is none of the treasury's. */
export async function otherSite(html: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
