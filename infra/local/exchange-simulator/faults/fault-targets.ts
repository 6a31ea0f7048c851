import { findRoute, isKnownPath, routeNames } from '../routes.ts';
import type { Fault } from './fault.ts';

type Kind = Fault['kind'];

/** `GET /path`, as the routes are named. */
type RouteName = string;

const orders = ['GET /api/v1/account/withdrawOrders', 'GET /api/v1/account/fiat/history'];
const flow = ['GET /api/v1/account/balanceFlow'];
const movements = [...orders, ...flow];
const lists = [...movements, 'GET /api/v1/account/depositOrders'];
const accountTypes = ['GET /api/v1/account/type'];
const payments = ['POST /api/v1/account/withdraw', 'POST /api/v1/account/fiat/withdraw'];
const moves = [...payments, 'POST /api/v1/account/assetTransfer'];
const dayEnds = ['GET /api/v1/account/eodBalance'];
const flowMoves = [...moves, 'POST /api/v1/spot/order', 'POST /api/v1.1/spot/order'];

/**
 * What only some requests can show. Every other kind meets any request. A fault is kept for a request that shows it:
 * one that another request used up would have done nothing, and nobody would know.
 */
const targets: Readonly<Partial<Record<Kind, readonly RouteName[]>>> = {
  'late-time': moves,
  lag: [...moves, ...lists],
  'empty-list': [...lists, ...accountTypes],
  'altered-rows': lists,
  'contradicting-row': orders,
  'unknown-status': orders,
  'list-times': lists,
  'odd-row': ['GET /api/v1/account', 'GET /api/v1/exchangeInfo', ...dayEnds, ...lists],
  'other-accounts': accountTypes,
  'failed-withdrawal': ['POST /api/v1/account/withdraw'],
  'failed-fiat-withdrawal': ['POST /api/v1/account/fiat/withdraw'],
  'changed-address': ['GET /api/v1/account/deposit/address'],
  'missing-flow-row': flowMoves,
  'late-flow-row': flowMoves,
  'repeated-flow-row': flow,
  'wrong-day-end': dayEnds,
  'shifted-day-end': dayEnds,
};

/** Whether this request shows what the fault does. */
export function meets(fault: Fault, method: string, path: string): boolean {
  if ((fault.path ?? path) !== path || (fault.method ?? method) !== method) return false;
  return targets[fault.kind]?.includes(`${method} ${path}`) ?? true;
}

/** What a fault is about, so that no request could ever show it. Undefined where one can. */
export function flawOfTarget(
  fault: Fault,
): { readonly field: string; readonly reason: string; readonly expected: string } | undefined {
  const { path, method } = fault;
  if (path !== undefined && !isKnownPath(path)) {
    return {
      field: 'path',
      reason: 'is no path of the exchange',
      expected: 'a path such as "/api/v1/account/withdraw"',
    };
  }
  const named = routeNames.filter((name) => meets(fault, ...partsOf(name)));
  if (named.length > 0) return undefined;
  const isRoute = path === undefined || method === undefined || findRoute(method, path) !== undefined;
  const able = targets[fault.kind];
  return {
    field: path === undefined ? 'method' : 'path',
    reason: isRoute ? `never meets a request that can show ${fault.kind}` : `takes no ${method}`,
    expected: able === undefined ? 'a path with a method that it takes' : able.join(' or '),
  };
}

function partsOf(name: RouteName): [string, string] {
  const [method = '', path = ''] = name.split(' ');
  return [method, path];
}
