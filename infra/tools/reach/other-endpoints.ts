import type { ResolvedEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import { type EndpointReach, lookAt } from './endpoint-reach.ts';
import { fixPortDefault, openFixGateway } from './fix-gateway.ts';
import { pingWebSocket } from './web-socket.ts';
import { openWebsite } from './website.ts';

/** The path of the public stream, where the vendor's page names the host alone (exchange-api.md 1.1). */
const publicPath = '/quote/ws/v1';

interface Selection {
  readonly bind: boolean;
  readonly fixPort?: number;
}

/** The endpoints beside the REST API, all at the same time. `listenKey`: that of the private stream, with a key. */
export function lookAtOthers(
  { websocket, fix, website, hostAddress }: ResolvedEnvironment,
  { bind, fixPort = fixPortDefault }: Selection,
  listenKey: string | undefined,
): Promise<EndpointReach[]> {
  const address = bind ? hostAddress : undefined;
  const looks: Promise<EndpointReach>[] = [];
  if (websocket !== undefined) {
    const { protocol, host, pathname } = new URL(websocket);
    const origin = `${protocol}//${host}`;
    const target = `${origin}${pathname === '/' ? publicPath : pathname}`;
    looks.push(lookAt('websocket-public', target, () => pingWebSocket(target, address)));
    if (listenKey !== undefined) {
      const path = `${origin}/api/v1/ws/`;
      looks.push(
        lookAt('websocket-private', `${path}{listenKey}`, () => pingWebSocket(`${path}${listenKey}`, address)),
      );
    }
  }
  if (fix !== undefined) looks.push(lookAt('fix', `${fix}:${fixPort}`, () => openFixGateway(fix, fixPort)));
  if (website !== undefined) looks.push(lookAt('website', website, () => openWebsite(website)));
  return Promise.all(looks);
}
