import type { Millis } from '../core/clock.ts';
import type { Flaw } from '../core/errors.ts';

/** The longest target or form body here. Edges in front of an API commonly refuse a longer request line. */
export const textMax = 8000;

// Segments of unreserved characters. No `.` or `..` segment: an HTTP client may resolve those, and then what is
// sent is not what was signed.
const pathPattern = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+)+$/;

export function checkPath(path: string): Flaw[] {
  if (path.length <= 200 && pathPattern.test(path)) return [];
  const expected =
    'a path such as /api/v1/account, of letters, digits and ._~-, at most 200 characters, without a query';
  return [{ field: 'path', reason: 'not a plain path', expected }];
}

/** exchange-api.md 2.2: the exchange refuses any other number of digits. */
export function checkTimestamp(timestamp: Millis): Flaw[] {
  if (Number.isSafeInteger(timestamp) && String(timestamp).length === 13 && timestamp > 0) return [];
  return [{ field: 'timestamp', reason: 'not 13 digits', expected: 'whole milliseconds since 1970' }];
}

/** exchange-api.md 2.2: larger windows are refused since April 2026. */
export function checkRecvWindow(recvWindow: number): Flaw[] {
  if (Number.isInteger(recvWindow) && recvWindow >= 1 && recvWindow <= 8000) return [];
  return [{ field: 'recvWindow', reason: 'out of range', expected: 'whole milliseconds, 1 to 8000' }];
}
