import type { Flaw } from '../core/errors.ts';
import { UnsignableRequestError } from './errors.ts';
import { checkPath, checkTimestamp, textMax } from './request-checks.ts';
import type { ProRequest } from './requests.ts';

const prefix = '/APITrade';
const queryPattern = /^[A-Za-z0-9._~%=&,:-]+$/;
const jsonString = /"(?:[^"\\]|\\.)*"/g;

/**
 * What HashKey PRO signs: milliseconds, method, path and body without separators, the path without `/APITrade`
 * (exchange-api.md 2.6). A query counts as part of the path (ASSUMPTION A18). Throws an UnsignableRequestError.
 */
export function proMessage(request: ProRequest): string {
  const flaws = [
    ...checkPath(request.path),
    ...checkPrefix(request.path),
    ...checkQuery(request.query),
    ...checkBody(request),
    ...checkTimestamp(request.timestamp),
  ];
  if (flaws.length > 0) throw new UnsignableRequestError(flaws);
  const path = proTarget(request).slice(prefix.length);
  return `${request.timestamp}${request.method}${path}${request.body ?? ''}`;
}

/** Path and query as they are sent. */
export function proTarget(request: ProRequest): string {
  return request.query === undefined ? request.path : `${request.path}?${request.query}`;
}

function checkPrefix(path: string): Flaw[] {
  if (path.startsWith(`${prefix}/v1/`)) return [];
  return [{ field: 'path', reason: 'not a path of HashKey PRO', expected: `a path that begins with ${prefix}/v1/` }];
}

function checkQuery(query: string | undefined): Flaw[] {
  if (query === undefined || (query.length <= textMax && queryPattern.test(query))) return [];
  const expected = `a percent-encoded query without its question mark, 1 to ${textMax} characters`;
  return [{ field: 'query', reason: 'not a plain query', expected }];
}

function checkBody({ method, body }: ProRequest): Flaw[] {
  if (body === undefined) return [];
  if (method === 'GET') return [{ field: 'body', reason: 'a GET has none', expected: 'no body' }];
  if (body.length > textMax || !body.isWellFormed() || !isCompactJson(body)) {
    // HashKey's Python sample drops spaces before it hashes and its other samples do not: without spaces all agree.
    return [
      { field: 'body', reason: 'not compact JSON', expected: `JSON without spaces, at most ${textMax} characters` },
    ];
  }
  return [];
}

function isCompactJson(body: string): boolean {
  try {
    JSON.parse(body);
  } catch {
    return false;
  }
  return !/\s/.test(body.replace(jsonString, ''));
}
