import { isObject } from '../../../json.ts';

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** An answer of the API itself, not of a function. */
export function apiMessage(status: number, message: string): HttpResponse {
  return { status, headers: [['content-type', 'application/json']], body: Buffer.from(JSON.stringify({ message })) };
}

/**
 * A function's answer as HTTP (payload format 2.0). With a `statusCode` it is a structured response; without one the
 * whole answer is the body of a 200. A structured response that is malformed becomes a 500, as on AWS.
 */
export function toHttpResponse(answer: unknown): HttpResponse {
  if (!isObject(answer) || !('statusCode' in answer)) return plain(answer);
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = answer;
  const status = typeof statusCode === 'string' ? Number(statusCode) : statusCode;
  const isWellFormed =
    typeof status === 'number' &&
    Number.isInteger(status) &&
    status >= 200 &&
    status <= 599 &&
    isObject(headers) &&
    Array.isArray(cookies) &&
    (typeof body === 'string' || body === null);
  if (!isWellFormed) return apiMessage(500, 'Internal Server Error');
  const own = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), String(value)]);
  const hasType = own.some(([name]) => name === 'content-type');
  return {
    status,
    headers: [
      ...own,
      ...(hasType ? [] : [['content-type', 'text/plain;charset=UTF-8'] as const]),
      ...cookies.map((cookie): [string, string] => ['set-cookie', String(cookie)]),
    ],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function plain(answer: unknown): HttpResponse {
  const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
  return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(text) };
}
