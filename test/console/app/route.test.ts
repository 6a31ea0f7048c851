import { describe, expect, test } from '@jest/globals';
import { currentAt, hrefTo, matchPath, readRoute } from '../../../console/app/route.ts';

describe('an address within the page', () => {
  test('says where one is, with its parameters', () => {
    expect(readRoute('#/statements?account=custody&from=2026-11-01')).toEqual({
      path: '/statements',
      query: { account: 'custody', from: '2026-11-01' },
    });
  });

  test.each(['', '#', '#payments', '?code=1'])('that is none is the first page: %s', (hash) => {
    expect(readRoute(hash)).toEqual({ path: '/', query: {} });
  });

  test('leaves out what is not said', () => {
    expect(hrefTo(['activity'], { coin: 'USDT', status: undefined, kind: '' })).toBe('#/activity?coin=USDT');
  });
});

test.each([
  ['/balances', '/balances', 'page'],
  ['/balances/forecast', '/balances', 'true'],
  ['/deposit-addresses/USDT/ETH', '/deposit-addresses', 'true'],
  ['/payments/inv-42', '/', undefined],
  ['/', '/', 'page'],
  ['/', '/balances', undefined],
])('at %s the link to %s is marked: %s', (path, link, expected) => expect(currentAt(path, link)).toBe(expected));

describe('the pattern of a page', () => {
  test.each([
    ['/payments/{id}', '/payments', undefined],
    ['/payments/{id}', '/payments/', undefined],
    ['/payments/{id}', '/payments/a/b', undefined],
    ['/payments/{id}', '/payments/%E0%A4%A', undefined],
    ['/', '/', {}],
    ['/deposit-addresses/{coin}/{chain}', '/deposit-addresses/USDT/ETH', { coin: 'USDT', chain: 'ETH' }],
  ])('%s at %s', (pattern, path, expected) => {
    expect(matchPath(pattern, path)).toEqual(expected);
  });
});
