import { describe, expect, test } from '@jest/globals';
import { itemSize } from '../../../../infra/tools/usage-meter/item-size.ts';

describe('the size of an item', () => {
  test.each([
    ['the bytes of its names and texts', { pk: { S: 'limit#USDT' } }, 12],
    ['bytes, not characters', { s: { S: 'é' } }, 3],
    ['a byte for two digits of a number, and one more', { n: { N: '1763632800000' } }, 9],
    ['a byte for a truth or for nothing', { t: { BOOL: true }, u: { NULL: true } }, 4],
    ['three bytes for a list, and one for each element', { l: { L: [{ S: 'ab' }, { S: 'c' }] } }, 9],
    ['three bytes for a map, and one for each pair', { m: { M: { a: { S: 'b' } } } }, 7],
  ])('is %s', (_, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });
});
