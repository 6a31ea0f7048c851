import type { Flaw } from '../core/errors.ts';
import { UnsignableRequestError } from './errors.ts';
import { checkPath, checkRecvWindow, checkTimestamp, textMax } from './request-checks.ts';
import type { CurrentRequest } from './requests.ts';

const parameterNamePattern = /^[A-Za-z0-9]{1,64}$/;
const reservedParameters = ['recvWindow', 'timestamp', 'signature'];
const paramsMax = 64;

/**
 * The one text of a request that is signed and sent: the given parameters in their order, then recvWindow and
 * timestamp (exchange-api.md 2.1: the signature covers the order sent). It goes whole into the query or whole into
 * the form body, so that the documented conflict about mixed requests never arises.
 *
 * Whether the exchange checks the encoded or the decoded text is not documented (ASSUMPTION A9: the text as sent).
 * Throws an UnsignableRequestError.
 */
export function canonicalText(request: CurrentRequest): string {
  const flaws = [
    ...checkPath(request.path),
    ...checkParams(request.params),
    ...checkTimestamp(request.timestamp),
    ...checkRecvWindow(request.recvWindow),
    ...checkTwoFactorToken(request.twoFactorToken),
  ];
  if (flaws.length > 0) throw new UnsignableRequestError(flaws);
  let text = '';
  for (const [name, value] of request.params) text += `${name}=${encodeValue(value)}&`;
  text += `recvWindow=${request.recvWindow}&timestamp=${request.timestamp}`;
  if (text.length <= textMax) return text;
  const expected = `at most ${textMax} characters when encoded`;
  throw new UnsignableRequestError([{ field: 'params', reason: 'too long', expected }]);
}

/** Percent-encodes all but the unreserved characters of RFC 3986. A space is `%20`, never `+`. Also for a signature. */
export function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function checkParams(params: CurrentRequest['params']): Flaw[] {
  if (params.length > paramsMax) {
    return [{ field: 'params', reason: 'too many', expected: `at most ${paramsMax}` }];
  }
  const seen = new Set<string>();
  return params.flatMap(([name, value], index): Flaw[] => {
    if (!parameterNamePattern.test(name)) {
      return [{ field: `params.${index}`, reason: 'not a name', expected: '1 to 64 letters and digits' }];
    }
    const field = `params.${name}`;
    if (reservedParameters.includes(name))
      return [{ field, reason: 'is added by signing', expected: 'no such parameter' }];
    if (seen.has(name)) return [{ field, reason: 'given twice', expected: 'each name once' }];
    seen.add(name);
    // A lone surrogate has no UTF-8 bytes, so nothing well defined could be signed.
    if (!value.isWellFormed())
      return [{ field, reason: 'not well-formed Unicode', expected: 'text without lone surrogates' }];
    return [];
  });
}

/** ASSUMPTION A13: the token is a TOTP of six digits, as the sandbox's own code is. */
function checkTwoFactorToken(token: string | undefined): Flaw[] {
  if (token === undefined || /^\d{6}$/.test(token)) return [];
  return [{ field: 'twoFactorToken', reason: 'not a two-factor token', expected: 'six digits' }];
}
