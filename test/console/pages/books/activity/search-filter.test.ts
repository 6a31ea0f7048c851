import { describe, expect, test } from '@jest/globals';
import { hrefTo, readRoute } from '../../../../../console/app/route.ts';
import { notUnderstood, searchForm, searchQuery } from '../../../../../console/pages/books/activity/search-filter.ts';

describe('a search', () => {
  const address = '#/activity?status=settled&coin=USDT&requestedBy=alice%40example.com&from=2026-11-01';

  test('is in the address, so that a colleague gets the same by it', () => {
    expect(hrefTo(['activity'], searchForm(readRoute(address).query))).toBe(address);
  });

  test('asks for all, the newest first, where nothing is said', () => {
    const said = Object.entries(searchQuery(searchForm({}))).filter(([, value]) => value !== '');
    expect(said).toEqual([['order', 'newest']]);
  });

  test('gives the API what it knows', () => {
    expect(searchQuery(searchForm({ status: 'settled', kind: 'asset-transfer', order: 'oldest' }))).toMatchObject({
      status: 'settled',
      kind: 'asset-transfer',
      order: 'oldest',
    });
  });

  test('names what an address asks for and nobody understands', () => {
    expect(notUnderstood({ status: 'setled', coin: 'USDT', colour: 'red', order: 'oldest' })).toEqual([
      'status=setled',
      'colour=red',
    ]);
  });
});
