import { kindOf } from '../../core/describe-issue.ts';
import { InvalidInputError } from '../../core/errors.ts';
import { parseStrictJson } from '../../core/strict-json.ts';
import type { HttpEvent } from './request.ts';

const expected = 'a JSON object';

/**
 * Reads a JSON body that says so of itself and is UTF-8, so that all who see it on its way read the same. `any` type is
 * for what only stops something: nobody should have to look for a header then. Throws InvalidInputError.
 */
export function jsonBody(event: HttpEvent, type: 'json' | 'any' = 'json'): unknown {
  if (type === 'json') requireJsonType(event.headers['content-type']);
  const text = textOf(event);
  if (text === '') throw new InvalidInputError('request', [{ field: 'body', reason: 'is missing', expected }]);
  const body = parseStrictJson(text, { what: 'request', field: 'body', expected });
  // One flaw, and not one a field that such a body does not have.
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new InvalidInputError('request', [{ field: 'body', reason: `is ${kindOf(body)}, not an object`, expected }]);
}

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

function requireJsonType(type: string | undefined): void {
  if (type !== undefined && jsonType.test(type.trim())) return;
  const reason = type === undefined ? 'is missing' : 'is another one';
  throw new InvalidInputError('request', [{ field: 'content-type', reason, expected: 'application/json, in UTF-8' }]);
}

function textOf({ body = '', isBase64Encoded }: HttpEvent): string {
  const text = isBase64Encoded ? decode(Buffer.from(body, 'base64')) : body;
  // API Gateway decodes what it takes for text, and puts this character where bytes were no UTF-8.
  if (text !== undefined && !text.includes('\ufffd') && text.isWellFormed()) return text;
  throw new InvalidInputError('request', [{ field: 'body', reason: 'is not UTF-8', expected: `${expected} in UTF-8` }]);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark stays, and is no JSON.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}
