import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitsWildcard } from '../../../../../infra/local/aws/iam/wildcard.ts';

/** The same by taking away one character after the other. */
function fitsByHand(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === '*') return fitsByHand(rest, text) || (text !== '' && fitsByHand(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && fitsByHand(rest, text.slice(1));
}

describe('wildcards', () => {
  test.each([
    ['sweeps*', 'sweeps', true],
    ['*', '', true],
    ['?', '', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'abbc', false],
    // The example of the guide for buckets: "*" stands for slashes too.
    ['bucket/*/test/*', 'bucket/1/2/3/test/4/object.jpg', true],
    ['bucket/*/test/*', 'bucket/1-test/object.jpg', false],
    ['a*', 'a:b:c', true],
    ['a*c', 'a\nc', true],
    // Characters that mean something in a regular expression mean themselves.
    ['a.c', 'abc', false],
    ['a+(b)[c]{d}|e^f$g\\h*', 'a+(b)[c]{d}|e^f$g\\h!', true],
    ['Sweeps*', 'sweeps', false],
  ])('%s and %j: %s', (pattern, text, expected) => {
    expect(fitsWildcard(pattern, text)).toBe(expected);
  });

  test('every pattern matches as by hand', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    fc.assert(fc.property(pattern, text, (p, t) => expect(fitsWildcard(p, t)).toBe(fitsByHand(p, t))));
  });

  test('a text fits itself, whatever is in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => fitsWildcard(text, text)));
  });
});
