import { account, accountTypes, checkApiKey, eodBalance } from './endpoints/accounts.ts';
import { balanceFlow } from './endpoints/balance-flow.ts';
import { chainTypes, depositAddress, depositOrders } from './endpoints/deposits.ts';
import { fiatHistory, fiatWithdraw } from './endpoints/fiat.ts';
import { createOrder, createOrderV11, deleteOrder, getOrder, testOrder } from './endpoints/orders.ts';
import { proTime } from './endpoints/pro-time.ts';
import { exchangeInfo, ping, time } from './endpoints/public.ts';
import { assetTransfer } from './endpoints/transfer.ts';
import { vipInfo } from './endpoints/vip-info.ts';
import { walletSigning, whitelistAddress, whitelistVerify } from './endpoints/whitelist.ts';
import { withdraw } from './endpoints/withdraw.ts';
import { withdrawOrders } from './endpoints/withdraw-orders.ts';
import type { Permission } from './keys.ts';
import type { Endpoint, PublicRoute, Route, SignedRoute } from './route.ts';

/** Open to anyone. */
function open(path: string, endpoint: Endpoint): PublicRoute {
  return { method: 'GET', path, security: 'none', endpoint };
}

/** Any valid key may ask. */
function query(path: string, weight: number, endpoint: Endpoint): SignedRoute {
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

/** A query or an order that needs a permission of the key (hashkey-api.md 1.3). */
function guarded(
  method: SignedRoute['method'],
  path: string,
  permission: Permission,
  endpoint: Endpoint,
  more: Partial<Pick<SignedRoute, 'pace' | 'twoFactor'>> = {},
): SignedRoute {
  const pace = method === 'GET' ? 'query' : 'order';
  return { method, path, security: 'signed', permission, pace, weight: 1, twoFactor: false, endpoint, ...more };
}

/** The sources disagree on the path of the whitelist endpoints (hashkey-api.md 3.10, 3.11), so both are open. */
function whitelistRoutes(prefix: string): SignedRoute[] {
  return [
    guarded('POST', `${prefix}/walletSigning`, 'whitelist', walletSigning, { twoFactor: true }),
    guarded('GET', `${prefix}/verify`, 'whitelist', whitelistVerify, { twoFactor: true }),
    query(`${prefix}/whitelistAddress`, 1, whitelistAddress),
  ];
}

const routes: readonly Route[] = [
  open('/api/v1/ping', ping),
  open('/api/v1/time', time),
  open('/api/v1/exchangeInfo', exchangeInfo),
  query('/api/v1/account', 5, account),
  query('/api/v1/account/type', 5, accountTypes),
  query('/api/v1/account/chainType', 1, chainTypes),
  query('/api/v1/account/checkApiKey', 1, checkApiKey),
  query('/api/v1/account/vipInfo', 5, vipInfo),
  query('/api/v1/account/eodBalance', 5, eodBalance),
  query('/api/v1/account/balanceFlow', 3, balanceFlow),
  query('/api/v1/account/withdrawOrders', 5, withdrawOrders),
  query('/api/v1/account/depositOrders', 5, depositOrders),
  query('/api/v1/account/fiat/history', 5, fiatHistory),
  query('/api/v1/spot/order', 1, getOrder),
  guarded('GET', '/api/v1/account/deposit/address', 'whitelist', depositAddress),
  guarded('POST', '/api/v1/account/assetTransfer', 'transfer', assetTransfer, { pace: 'transfer' }),
  guarded('POST', '/api/v1/account/withdraw', 'withdrawal', withdraw, { twoFactor: true }),
  guarded('POST', '/api/v1/account/fiat/withdraw', 'fiat', fiatWithdraw, { twoFactor: true }),
  guarded('POST', '/api/v1/spot/order', 'trade', createOrder),
  guarded('POST', '/api/v1.1/spot/order', 'trade', createOrderV11),
  guarded('DELETE', '/api/v1/spot/order', 'trade', deleteOrder),
  guarded('POST', '/api/v1/spot/orderTest', 'trade', testOrder),
  ...whitelistRoutes('/api/v1/whitelist'),
  ...whitelistRoutes('/api/v1/account/whitelist'),
  { method: 'GET', path: '/APITrade/v1/info/time', security: 'pro', endpoint: proTime },
];

const byName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
const paths = new Set(routes.map((route) => route.path));

export function findRoute(method: string, path: string): Route | undefined {
  return byName.get(`${method} ${path}`);
}

/** Whether a path exists, with this method or another. */
export function isKnownPath(path: string): boolean {
  return paths.has(path);
}
