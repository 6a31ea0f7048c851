import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvText, guardFormula, quotedCsvLine, unguardFormula } from '../../../../functions/shared/core/csv.ts';
import { readCsv } from '../../../support/read-csv.ts';
import { anyCharacter } from '../../../support/text-arbitraries.ts';

describe('a CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])('makes no formula of %j', (text) => {
    expect(csvText([[text]]).replace(/^"/, '')).toMatch(/^'/);
  });

  test('quotes what would break a row, as RFC 4180 has it', () => {
    expect(csvText([['a,b', 'say "yes"', 'two\r\nlines', 'plain']])).toBe(
      '"a,b","say ""yes""","two\r\nlines",plain\r\n',
    );
  });

  test('has every cell in quotes where a spreadsheet is to take each as text', () => {
    expect(quotedCsvLine(['1', '', 'a,b', 'say "yes"'])).toBe('"1","","a,b","say ""yes"""\r\n');
  });
});

describe('a guarded cell', () => {
  test('is never a formula, and gives back any text as it was', () => {
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.stringMatching(/^'{0,3}[=+@\t＝-]?'{0,2}[a-z=]{0,3}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const cell = guardFormula(text);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(unguardFormula(cell)).toBe(text);
      }),
    );
  });

  test('is read back from a file', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCharacter }), { minLength: 1 }), (texts) => {
        expect(readCsv(csvText([texts]))[0]?.map(unguardFormula)).toEqual(texts);
        expect(readCsv(quotedCsvLine(texts))).toEqual([texts]);
      }),
    );
  });
});
