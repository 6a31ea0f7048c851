import { describe, expect, test } from '@jest/globals';
import { isWhole, listed, nextOf } from '../../../../../console/pages/books/shared/more-pages.ts';

const pages = [{ ids: ['a', 'b'], next: '1' }, { ids: [], next: '2' }, { ids: ['b', 'c'] }];

describe('a list of pages', () => {
  test('shows what is on two of them once, where it was first', () => {
    expect(
      listed<(typeof pages)[number], string>(
        pages,
        ({ ids }) => ids,
        (id) => id,
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  test('goes on behind a page without rows', () => {
    expect(nextOf({ pages: pages.slice(0, 2), isRunning: false })).toBe('2');
  });

  test('is whole with the page that has no next, and not before anything was read', () => {
    const isWholeWith = (count: number) => isWhole({ pages: pages.slice(0, count), isRunning: false });
    expect([0, 1, 2, 3].map(isWholeWith)).toEqual([false, false, false, true]);
  });
});
