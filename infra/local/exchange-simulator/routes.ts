import { account, accountTypes, checkApiKey, eodBalance } from './endpoints/accounts.ts';
import { balanceFlow } from './endpoints/balance-flow.ts';
import { chainTypes, depositAddress, depositOrders } from './endpoints/deposits.ts';
import { fiatHistory, fiatWithdraw } from './endpoints/fiat.ts';
import { createOrder, createOrderV11, deleteOrder, getOrder, testOrder } from './endpoints/orders.ts';
import { exchangeInfo, ping, proTime, time } from './endpoints/public.ts';
import { assetTransfer } from './endpoints/transfer.ts';
import { endUserStream, renewUserStream, startUserStream } from './endpoints/user-data-stream.ts';
import { vipInfo } from './endpoints/vip-info.ts';
import { walletSigning, whitelistAddress, whitelistVerify } from './endpoints/whitelist.ts';
import { withdraw } from './endpoints/withdraw.ts';
import { withdrawOrders } from './endpoints/withdraw-orders.ts';
import type { Permission } from './keys.ts';
import type { Endpoint, PublicRoute, Route, SignedRoute } from './route.ts';

/** Open to anyone. */
function publicRoute(path: string, endpoint: Endpoint): PublicRoute {
  return { method: 'GET', path, security: 'none', endpoint };
}

/** Any valid key may ask. */
function queryRoute(path: string, weight: number, endpoint: Endpoint): SignedRoute {
  return {
    method: 'GET',
    path,
    security: 'signed',
    permission: undefined,
    pace: 'query',
    weight,
    twoFactor: false,
    endpoint,
  };
}

/** A query or an order that needs a permission of the key (exchange-api.md 1.3). */
function permitted(
  method: SignedRoute['method'],
  path: string,
  permission: Permission,
  endpoint: Endpoint,
  more: Partial<Pick<SignedRoute, 'pace' | 'twoFactor'>> = {},
): SignedRoute {
  const pace = method === 'GET' ? 'query' : 'order';
  return { method, path, security: 'signed', permission, pace, weight: 1, twoFactor: false, endpoint, ...more };
}

/** Of the private stream: any valid key (exchange-api.md 3.16). */
function streamRoute(method: 'POST' | 'PUT' | 'DELETE', endpoint: Endpoint): SignedRoute {
  return { ...queryRoute('/api/v1/userDataStream', 1, endpoint), method };
}

/** The sources disagree on the path of the whitelist endpoints (exchange-api.md 3.10, 3.11), so both are open. */
function whitelistRoutes(prefix: string): SignedRoute[] {
  return [
    permitted('POST', `${prefix}/walletSigning`, 'whitelist', walletSigning, { twoFactor: true }),
    permitted('GET', `${prefix}/verify`, 'whitelist', whitelistVerify, { twoFactor: true }),
    queryRoute(`${prefix}/whitelistAddress`, 1, whitelistAddress),
  ];
}

const routes: readonly Route[] = [
  publicRoute('/api/v1/ping', ping),
  publicRoute('/api/v1/time', time),
  publicRoute('/api/v1/exchangeInfo', exchangeInfo),
  queryRoute('/api/v1/account', 5, account),
  queryRoute('/api/v1/account/type', 5, accountTypes),
  queryRoute('/api/v1/account/chainType', 1, chainTypes),
  queryRoute('/api/v1/account/checkApiKey', 1, checkApiKey),
  queryRoute('/api/v1/account/vipInfo', 5, vipInfo),
  queryRoute('/api/v1/account/eodBalance', 5, eodBalance),
  queryRoute('/api/v1/account/balanceFlow', 3, balanceFlow),
  queryRoute('/api/v1/account/withdrawOrders', 5, withdrawOrders),
  queryRoute('/api/v1/account/depositOrders', 5, depositOrders),
  queryRoute('/api/v1/account/fiat/history', 5, fiatHistory),
  queryRoute('/api/v1/spot/order', 1, getOrder),
  permitted('GET', '/api/v1/account/deposit/address', 'whitelist', depositAddress),
  permitted('POST', '/api/v1/account/assetTransfer', 'transfer', assetTransfer, { pace: 'transfer' }),
  permitted('POST', '/api/v1/account/withdraw', 'withdrawal', withdraw, { twoFactor: true }),
  permitted('POST', '/api/v1/account/fiat/withdraw', 'fiat', fiatWithdraw, { twoFactor: true }),
  permitted('POST', '/api/v1/spot/order', 'trade', createOrder),
  permitted('POST', '/api/v1.1/spot/order', 'trade', createOrderV11),
  permitted('DELETE', '/api/v1/spot/order', 'trade', deleteOrder),
  permitted('POST', '/api/v1/spot/orderTest', 'trade', testOrder),
  streamRoute('POST', startUserStream),
  streamRoute('PUT', renewUserStream),
  streamRoute('DELETE', endUserStream),
  ...whitelistRoutes('/api/v1/whitelist'),
  ...whitelistRoutes('/api/v1/account/whitelist'),
  { method: 'GET', path: '/APITrade/v1/info/time', security: 'pro', endpoint: proTime },
];

const byName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
/** `GET /path` of each. */
export const routeNames: readonly string[] = [...byName.keys()];

const paths = new Set(routes.map((route) => route.path));

export function findRoute(method: string, path: string): Route | undefined {
  return byName.get(`${method} ${path}`);
}

/** Whether a path exists, with this method or another. */
export function isKnownPath(path: string): boolean {
  return paths.has(path);
}
