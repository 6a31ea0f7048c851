import { createServer } from 'node:http';
import { closeServer, listen } from '../../../../infra/local/aws/services/listen.ts';

/** A site of somebody else's on this machine, which shows one page. Its origin is none of the treasury's. */
export async function otherSite(html: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
  );
  const url = await listen(server, 0);
  // A browser takes another name of this machine for another site.
  return { url: url.replace('127.0.0.1', 'localhost'), [Symbol.asyncDispose]: () => closeServer(server, 0) };
}
