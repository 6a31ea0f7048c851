import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Any character, as fast-check's own unit 'binary' has them. That one lists a million of them in a map before it makes
 * the first text, which takes a second of each worker.
 */
export const anyCharacter = fc.nat(0x10ffff - surrogates.count).map(characterAt, placeOf);

function characterAt(place: number): string {
  return String.fromCodePoint(place < surrogates.first ? place : place + surrogates.count);
}

/** Without it fast-check would not mix in the texts that are dangerous in JavaScript, such as `__proto__`. */
function placeOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== character) throw new TypeError('not one character');
  return code < surrogates.first ? code : code - surrogates.count;
}
