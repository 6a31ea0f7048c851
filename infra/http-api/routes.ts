import {
  type Method,
  methods,
  type Route,
  type RouteKey,
  type RouteTable,
} from '../../functions/shared/runtime/http/route.ts';
import { type StandingFunctionName, triggersOf } from '../functions/function-records.ts';

/** A route of the HTTP API and the function that answers it. */
export interface ServedRoute {
  readonly key: RouteKey;
  readonly method: Method;
  /** With parameters as `{name}`. */
  readonly path: string;
  readonly function: StandingFunctionName;
  readonly route: Route;
}

/**
 * Every route there is: the stack makes them, and the API's document tells of them. Each function has the same table
 * for itself, and lets in whom it says.
 */
export const servedRoutes: readonly ServedRoute[] = triggersOf('http').flatMap(({ name, trigger }) =>
  servedBy(name, trigger.routes),
);

function servedBy(name: StandingFunctionName, table: RouteTable): ServedRoute[] {
  return Object.entries(table).map(([key, route]) => {
    const [method, path] = parseRouteKey(key);
    return { key: `${method} ${path}`, method, path, function: name, route };
  });
}

/** Method and path of a route, such as `PUT /pause`. */
export function parseRouteKey(key: string): [Method, `/${string}`] {
  const [, name, rest = ''] = /^(\w+) \/(.*)$/.exec(key) ?? [];
  const method = methods.find((each) => each === name);
  if (method === undefined) throw new TypeError(`${key} is no route`);
  return [method, `/${rest}`];
}

/** Who answers what is none of them. */
export const othersAnsweredBy = triggersOf('http').find(({ trigger }) => trigger.others === true)?.name;

/** Requests a second over all routes. People and a few systems call this; more is a mistake or an attack. */
export const throttle = { rateLimit: 20, burstLimit: 40 } as const;

/**
 * The same for the routes without a token. One visit of a browser is a page and some ten files. The API's own routes
 * have their own count, so that who asks for pages all day keeps nobody from stopping a payment.
 */
export const pageThrottle = { rateLimit: 20, burstLimit: 60 } as const;
