import { type Location, UnsupportedTemplateError } from '../errors.ts';

type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  /** `{name+}`: the rest of the path. */
  | { readonly kind: 'rest'; readonly name: string };

/** A route key such as `GET /deposit-addresses/{coin}/{chain}`, `ANY /files/{path+}` or `$default`. */
export interface RouteKey {
  readonly key: string;
  /** Upper case, or `ANY`. */
  readonly method: string;
  /** Undefined for `$default`. */
  readonly segments: readonly Segment[] | undefined;
}

export interface Match<T> {
  readonly route: T;
  readonly parameters: Readonly<Record<string, string>>;
}

export function readRouteKey(key: string, at: Location): RouteKey {
  if (key === '$default') return { key, method: 'ANY', segments: undefined };
  const [, method = '', path = ''] = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (\/\S*)$/.exec(key) ?? [];
  if (method === '') throw new UnsupportedTemplateError(at, `the route key ${key} is not understood`);
  const segments = path
    .split('/')
    .slice(1)
    .map((part) => readSegment(part, key, at));
  const rest = segments.findIndex(({ kind }) => kind === 'rest');
  if (rest >= 0 && rest !== segments.length - 1)
    throw new UnsupportedTemplateError(at, `{…+} must come last in ${key}`);
  return { key, method, segments };
}

function readSegment(part: string, key: string, at: Location): Segment {
  const [, name, plus] = /^\{([A-Za-z0-9._-]+)(\+?)\}$/.exec(part) ?? [];
  if (name !== undefined) return { kind: plus === '+' ? 'rest' : 'parameter', name };
  if (/[{}]/.test(part)) throw new UnsupportedTemplateError(at, `the segment ${part} of ${key} is not understood`);
  return { kind: 'text', text: part };
}

/** The most specific route for a request. `path` is still percent-encoded; its decoding may throw a URIError. */
export function findRoute<T extends { readonly routeKey: RouteKey }>(
  routes: readonly T[],
  method: string,
  path: string,
): Match<T> | undefined {
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  let best: { match: Match<T>; rank: string } | undefined;
  for (const route of routes) {
    if (route.routeKey.method !== 'ANY' && route.routeKey.method !== method) continue;
    const parameters = parametersOf(route.routeKey, parts);
    if (!parameters) continue;
    const rank = rankOf(route.routeKey);
    if (!best || rank < best.rank) best = { match: { route, parameters }, rank };
  }
  return best?.match;
}

function parametersOf({ segments }: RouteKey, parts: readonly string[]): Record<string, string> | undefined {
  if (!segments) return {};
  const hasRest = segments.at(-1)?.kind === 'rest';
  if (hasRest ? parts.length < segments.length : parts.length !== segments.length) return undefined;
  const found: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment.kind === 'text' && segment.text !== part) return undefined;
    if (segment.kind === 'parameter' && part === '') return undefined;
    if (segment.kind === 'parameter') found.push([segment.name, part]);
    if (segment.kind === 'rest') found.push([segment.name, parts.slice(index).join('/')]);
  }
  return Object.fromEntries(found);
}

/**
 * Sorts before what is less specific: text, then a parameter, then the rest of a path, then `$default`; a method before
 * ANY.
 */
function rankOf({ segments, method }: RouteKey): string {
  const order = { text: 'a', parameter: 'b', rest: 'c' } as const;
  const path = segments ? segments.map(({ kind }) => order[kind]).join('') : 'd';
  return `${path}${method === 'ANY' ? 'z' : 'y'}`;
}
