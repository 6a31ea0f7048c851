import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTreasuryError } from '../../../../functions/shared/core/errors.ts';
import { findHidden, toVisible } from '../../../../functions/shared/core/hidden-characters.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { visibleLinesSchema, visibleTextSchema } from '../../../../functions/shared/core/visible-text.ts';
import { anyCharacter } from '../../../support/text-arbitraries.ts';

const note = visibleTextSchema(1, 300);
const lines = visibleLinesSchema(300, 'lines');

function refusal(schema: typeof note | typeof lines, text: string): string | undefined {
  try {
    validate('note', schema, text);
    return undefined;
  } catch (error) {
    if (isTreasuryError(error)) return error.message;
    throw error;
  }
}

const hex = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const hidden = [
  ...[0x00, 0x09, 0x0a, 0x0d, 0x7f, 0x85, 0xad, 0x200b, 0x200d, 0x202e, 0x2060, 0x2066, 0xfeff, 0xe000, 0xe0041],
  ...[0x2028, 0x2029, 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x2800, 0x3164, 0xffa0],
  ...[0x13441, 0x13442, 0x16fe4, 0x1d159, 0xd800, 0xdfff],
  ...range(0xfe00, 0xfe0f),
  ...range(0xe0100, 0xe01ef),
];

test.each(hidden.map((code) => [hex(code), code] as const))(
  'U+%s cannot be seen: it is refused with its place, wherever it stands',
  (name, code) => {
    const character = String.fromCodePoint(code);
    for (const [before, after] of [
      ['', 'invoice'],
      ['€ 𝄞 ', ' 42'],
      ['invoice', ''],
    ] as const) {
      const place = [...before].length + 1;
      expect(refusal(note, `${before}${character}${after}`)).toContain(`its character ${place} (U+${name})`);
    }
    expect(refusal(note, character)).toBeDefined();
  },
);

describe('text that hides other text', () => {
  test.each([
    ['sixty marks on one letter', `a${'\u0301'.repeat(60)}`, 'its character 6 (U+0301) is one mark too many'],
    ['marks of several kinds', `a${'\u0301\u0332\u20dd'.repeat(2)}`, 'is one mark too many'],
    ['two hundred spaces', `paid${' '.repeat(200)}not`, 'its character 9 (U+0020) is one space too many'],
    ['gaps of several kinds', `paid${' \u00a0\u3000\u2003\u1680'}not`, 'is one space too many'],
    ['nothing but spaces', '   ', 'is blank'],
    ['nothing', '', 'is empty'],
    ['too much', 'x'.repeat(301), 'has 301 characters'],
  ])('%s', (_what, text, reason) => {
    expect(refusal(note, text)).toContain(reason);
  });

  test('what people write in many languages is taken', () => {
    for (const text of [
      'Rechnung 42, fällig am 1. März: 1.250,50 €',
      '發票四十二　第二期',
      'שָׁלוֹם עֲלֵיכֶם',
      'ใบแจ้งหนี้ที่ ๔๒',
      'hóa đơn số 42'.normalize('NFD'),
      'चालान ४२ क्षेत्र',
      'فاتورة ٤٢',
      '송장 42호',
      'paid 👍🏽  and filed',
    ]) {
      expect([text, refusal(note, text)]).toEqual([text, undefined]);
    }
  });

  test('lines may end where several are meant, and many empty ones hide what follows', () => {
    expect(refusal(lines, 'one\n\ntwo')).toBeUndefined();
    expect(refusal(note, 'one\ntwo')).toContain('its character 4 (U+000A)');
    expect(refusal(lines, `one${'\n'.repeat(30)}two`)).toContain('is one space too many');
    expect(refusal(lines, 'one\r\ntwo')).toContain('U+000D');
    expect(refusal(lines, '\n \n')).toContain('is blank');
  });
});

test('text from elsewhere is made into text that is taken', () => {
  const odd = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.string({ unit: fc.constantFrom('a', ' ', '\u00a0', '\u0301', '\u200b', '\u2028', '\ud800', '\u3164') }),
  );
  fc.assert(fc.property(odd, (text) => findHidden(toVisible(text)) === undefined));
});
