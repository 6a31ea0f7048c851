import type { Pace } from '../../../functions/shared/exchange/client/endpoint.ts';
import { assetTransfer } from '../../../functions/shared/exchange/endpoints/asset-transfer.ts';
import { exchangeInfo } from '../../../functions/shared/exchange/endpoints/exchange-info.ts';
import { fiatWithdraw } from '../../../functions/shared/exchange/endpoints/fiat-withdraw.ts';
import { serverTime } from '../../../functions/shared/exchange/endpoints/server-time.ts';
import { walletSigning } from '../../../functions/shared/exchange/endpoints/wallet-signing.ts';
import { withdraw } from '../../../functions/shared/exchange/endpoints/withdraw.ts';
import { type Proxy as ServiceProxy, startProxy } from '../../local/aws/services/proxy.ts';
import type { RunningExchange } from '../../local/exchange-simulator/server.ts';

/** Endpoints that are not paced as queries are. */
const endpointsWithPace = [serverTime, exchangeInfo, assetTransfer, withdraw, fiatWithdraw, walletSigning];
const paces = new Map<string, Pace>(endpointsWithPace.map(({ path, pace }) => [path, pace]));

/** Hears of a request to the exchange: with which key, and at which pace such requests go. */
export type ExchangeListener = (name: string) => void;

/** Runs before the simulator and reports each request that comes by, such as `withdrawal order`. */
export function meterExchange({ url, keys }: RunningExchange, onRequest: ExchangeListener): Promise<ServiceProxy> {
  const names = new Map(Object.entries(keys).flatMap(([name, { apiKey }]) => [[apiKey, name]]));
  return startProxy(url, (proxied, forward) => {
    const apiKey = proxied.headers['x-hk-apikey'];
    const name = typeof apiKey === 'string' ? names.get(apiKey) : undefined;
    const [path = ''] = proxied.path.split('?');
    onRequest(`${name ?? 'no key'} ${paces.get(path) ?? 'query'}`);
    return forward(proxied);
  });
}
