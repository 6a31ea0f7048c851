import { approvalRoutes } from '../../functions/approval/routes.ts';
import { depositAddressRoutes } from '../../functions/deposit-address/routes.ts';
import { instructionRoutes } from '../../functions/instructions/routes.ts';
import { pauseRoutes } from '../../functions/pause/routes.ts';
import {
  type Method,
  methods,
  type Route,
  type RouteKey,
  type RouteTable,
} from '../../functions/shared/runtime/http/route.ts';
import { whitelistRoutes } from '../../functions/whitelist/routes.ts';
import { withdrawalRoutes } from '../../functions/withdrawal-request/routes.ts';
import type { FunctionName } from '../bundling/entries.ts';

/** A route of the HTTP API and the function that answers it. */
export interface ServedRoute {
  readonly key: RouteKey;
  readonly method: Method;
  /** With parameters as `{name}`. */
  readonly path: string;
  readonly function: FunctionName;
  readonly route: Route;
}

/**
 * Every route there is: the stack makes them, and the API's document tells of them. Each function has the same table for
 * itself, and lets in whom it says.
 */
export const servedRoutes: readonly ServedRoute[] = [
  ...servedBy('deposit-address', depositAddressRoutes),
  ...servedBy('withdrawal-request', withdrawalRoutes),
  ...servedBy('instructions', instructionRoutes),
  ...servedBy('approval', approvalRoutes),
  ...servedBy('whitelist', whitelistRoutes),
  ...servedBy('pause', pauseRoutes),
];

function servedBy(name: FunctionName, table: RouteTable): ServedRoute[] {
  return Object.entries(table).map(([key, route]) => {
    const [method, path] = parseRouteKey(key);
    return { key: `${method} ${path}`, method, path, function: name, route };
  });
}

function parseRouteKey(key: string): [Method, `/${string}`] {
  const [, name, rest = ''] = /^(\w+) \/(.*)$/.exec(key) ?? [];
  const method = methods.find((each) => each === name);
  if (method === undefined) throw new TypeError(`${key} is no route`);
  return [method, `/${rest}`];
}
