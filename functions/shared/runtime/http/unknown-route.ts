import type { RouteKey } from './route.ts';
import { MethodNotAllowedError, UnknownRouteError } from './route-errors.ts';

/** As an HTTP API names the route that takes what no other does. */
export const defaultRouteKey = '$default';

/** The variable with all routes of the API, for the function behind that route. */
export const routesVariable = 'ROUTES';

/** The routes as that variable holds them. No route has a comma in it. */
export function routesText(keys: readonly RouteKey[]): string {
  return keys.join(',');
}

const neighboursMax = 8;

/**
 * What is wrong with a request that is for none of these routes: its path is there, and takes other methods; or it is
 * not, and some that begin as it does are. Nothing of the request is repeated.
 */
export function unknownRouteError(path: string, routes: string): MethodNotAllowedError | UnknownRouteError {
  const known = routes
    .split(',')
    .filter((key) => key !== '')
    .map(readRoute);
  const here = known.filter((route) => isPathOf(route, path));
  if (here.length > 0) return new MethodNotAllowedError(here.map((route) => route.method));
  const first = segmentsOf(path)[0] ?? '';
  const near = known.filter((route) => isNear(segmentsOf(route.path)[0] ?? '', first));
  const paths = new Set((near.length > 0 ? near : known.filter(isShort)).map((route) => route.path));
  return new UnknownRouteError([...paths].slice(0, neighboursMax));
}

interface KnownRoute {
  readonly method: string;
  readonly path: string;
}

function readRoute(key: string): KnownRoute {
  const [method = '', path = ''] = key.split(' ');
  return { method, path };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function isPathOf(route: KnownRoute, path: string): boolean {
  const [wanted, given] = [route.path.split('/'), path.split('/')];
  const isSame = (segment: string, index: number) =>
    segment.startsWith('{') ? given[index] !== '' : segment === given[index];
  return wanted.length === given.length && wanted.every(isSame);
}

/** Of words such as `withdrawal` and `withdrawals`, or `Pause` and `pause`. */
function isNear(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one));
}

function isShort({ path }: KnownRoute): boolean {
  return segmentsOf(path).length === 1;
}
