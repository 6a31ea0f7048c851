import { describe, expect, test } from '@jest/globals';
import { isTreasuryError } from '../../../../../functions/shared/core/errors.ts';
import { jsonBody } from '../../../../../functions/shared/runtime/http/json-body.ts';
import { httpEvent } from '../../../../support/http-event.ts';

const event = httpEvent({ method: 'POST', path: '/withdrawals', body: '{"quantity":"20"}' });
const withType = (type: string | undefined) => ({
  ...event,
  headers: type === undefined ? {} : { 'content-type': type },
});
const withBytes = (...bytes: number[]) => ({
  ...event,
  body: Buffer.from(bytes).toString('base64'),
  isBase64Encoded: true,
});

function refusal(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (isTreasuryError(error)) return error.message;
    throw error;
  }
}

describe('what a body says that it is', () => {
  test.each([
    'application/json',
    'application/json;charset=UTF-8',
    'Application/JSON; charset="utf-8"',
    ' application/json ',
  ])('%j is read', (type) => {
    expect(jsonBody(withType(type))).toEqual({ quantity: '20' });
  });

  test.each([
    undefined,
    '',
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json, text/plain',
    'application/jsonp',
    'application/vnd.api+json',
    'multipart/form-data; boundary=application/json',
  ])('%j is refused by its name', (type) => {
    expect(refusal(() => jsonBody(withType(type)))).toContain('content-type: ');
  });

  test('does not matter where something is only stopped', () => {
    expect(jsonBody(withType('application/x-www-form-urlencoded'), 'any')).toEqual({ quantity: '20' });
  });
});

describe('the bytes of a body', () => {
  // {"a":"
  const open = [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22];
  const close = [0x22, 0x7d];

  test('are read as UTF-8', () => {
    expect(jsonBody(withBytes(...open, 0xe2, 0x82, 0xac, ...close))).toEqual({ a: '€' });
  });

  test.each([
    ['a byte of Latin-1', [...open, 0xe9, ...close]],
    ['a character that is cut off', [...open, 0xe2, 0x82, ...close]],
    ['a digit in more bytes than it takes', [...open, 0xc0, 0xb1, ...close]],
    ['half a character', [...open, 0xed, 0xa0, 0x80, ...close]],
    ['UTF-16', [0xff, 0xfe, 0x22, 0x00, 0x22, 0x00]],
  ])('with %s are refused by their name', (_what, bytes) => {
    expect(refusal(() => jsonBody(withBytes(...bytes)))).toContain('body: is not UTF-8');
  });

  test('that the gateway could not decode are refused too', () => {
    expect(refusal(() => jsonBody({ ...event, body: '{"note":"caf\ufffd"}' }))).toContain('body: is not UTF-8');
  });

  test('with a byte order mark are no JSON', () => {
    expect(refusal(() => jsonBody(withBytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d)))).toContain('body: not JSON');
  });
});
