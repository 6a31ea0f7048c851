import { describe, expect, test } from '@jest/globals';
import { chooseEncoding } from '../../../functions/console/choose-encoding.ts';

describe('the encoding of an answer', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br; q=0.1, gzip; q=1', 'br'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0, *', 'gzip'],
    ['brotli, x-gzip', undefined],
    [';;,,q=,br;q=none', undefined],
  ])('for %j is %s', (header, expected) => {
    expect(chooseEncoding(header)?.name).toBe(expected);
  });
});
