import { describe, expect, test } from '@jest/globals';
import { UnsignableRequestError } from '../../../../functions/shared/signing/errors.ts';
import { proMessage, proTarget } from '../../../../functions/shared/signing/pro-message.ts';
import type { ProRequest } from '../../../../functions/shared/signing/requests.ts';
import { thrown } from './support/secrets.ts';

const timestamp = 1_548_806_400_000;
const post: ProRequest = { method: 'POST', path: '/APITrade/v1/order', body: '{"a":"b c"}', timestamp };

describe('the message of HashKey PRO', () => {
  test('joins time, method and path without separators and without the prefix', () => {
    const message = proMessage({ method: 'GET', path: '/APITrade/v1/info/time', timestamp });
    expect(message).toBe('1548806400000GET/v1/info/time');
  });

  test('ends with the body as it is sent; a space inside a JSON text stays', () => {
    expect(proMessage(post)).toBe('1548806400000POST/v1/order{"a":"b c"}');
  });

  test('counts the query as part of the path, in what is signed and in what is sent', () => {
    const request: ProRequest = {
      method: 'GET',
      path: '/APITrade/v1/orders',
      query: 'symbol=ETH-BTC&limit=5',
      timestamp,
    };
    expect(proMessage(request)).toBe('1548806400000GET/v1/orders?symbol=ETH-BTC&limit=5');
    expect(proTarget(request)).toBe('/APITrade/v1/orders?symbol=ETH-BTC&limit=5');
  });

  test.each<[string, string]>([
    ['an escaped quote before a space', '{"a":"b\\" c"}'],
    ['a backslash before the end of a text', '{"a":"\\\\","b":" "}'],
    ['a list', '[1,2,"x y"]'],
  ])('takes compact JSON with %s', (_name, body) => {
    expect(proMessage({ ...post, body })).toBe(`1548806400000POST/v1/order${body}`);
  });

  test.each<[string, Partial<ProRequest>, string]>([
    ['a path without the prefix', { path: '/v1/info/time' }, 'path'],
    ['a path with a longer prefix', { path: '/APITradeX/v1/order' }, 'path'],
    ['a path with a dot segment', { path: '/APITrade/v1/../order' }, 'path'],
    ['a query with its question mark', { query: '?a=1' }, 'query'],
    ['a query with a space', { query: 'a=b c' }, 'query'],
    ['a query with a fragment', { query: 'a=b#c' }, 'query'],
    ['an empty query', { query: '' }, 'query'],
    ['a body with a space', { body: '{"a": 1}' }, 'body'],
    ['a body with a line end', { body: '{"a":1}\n' }, 'body'],
    ['a body that is no JSON', { body: '{a:1}' }, 'body'],
    ['an empty body', { body: '' }, 'body'],
    ['a body with a lone surrogate', { body: '{"a":"\ud800"}' }, 'body'],
    ['a body that is too long', { body: `"${'x'.repeat(8000)}"` }, 'body'],
    ['a body of a GET', { method: 'GET' }, 'body'],
    ['a timestamp in seconds', { timestamp: 1_548_806_400 }, 'timestamp'],
  ])('refuses %s and names the field', (_name, change, field) => {
    const error = thrown(() => proMessage({ ...post, ...change }));
    expect(error).toBeInstanceOf(UnsignableRequestError);
    expect(error).toMatchObject({ code: 'request-unsignable', flaws: [{ field }] });
  });
});
