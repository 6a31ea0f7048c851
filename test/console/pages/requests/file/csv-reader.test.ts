import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../../../../console/pages/requests/file/csv-reader.ts';
import { csvText, guardFormula } from '../../../../../functions/shared/core/csv.ts';

const cellsOf = (text: string) => {
  const table = readCsv(text);
  return 'lines' in table ? table.lines.map(({ cells }) => cells) : table;
};

describe('a table', () => {
  test.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a,1","b ""x"""\n', [['a,1', 'b "x"']]],
    [
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['\r\na\n\n""\n', [['a'], ['']]],
    ['', []],
  ])('is read: %j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  test('has the numbers of its lines as an editor shows them', () => {
    const table = readCsv('a\n\n"b\nc"\r\nd\n');
    expect('lines' in table ? table.lines.map(({ line }) => line) : table).toEqual([1, 3, 5]);
  });

  test.each([
    ['a,"b\nc\n', { flaw: 'open-quote', line: 1 }],
    ['a\nb,c"d"\n', { flaw: 'stray-quote', line: 2 }],
    ['a\n"b"c\n', { flaw: 'stray-quote', line: 2 }],
    ['a\rb', { flaw: 'line-ending', line: 1 }],
  ])('is refused where it is none: %j', (text, flaw) => {
    expect(readCsv(text)).toEqual(flaw);
  });

  test('that was written is read back cell by cell, whatever stands in it', () => {
    // One empty cell alone is an empty line.
    const row = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        expect(cellsOf(csvText(rows))).toEqual(rows.map((cells) => cells.map(guardFormula)));
      }),
    );
  });

  test('of any text is read or refused, and ends', () => {
    const texts = fc.array(fc.constantFrom('a', ',', '"', '\n', '\r\n', '\r', ';', '=')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const table = readCsv(text);
        expect('lines' in table ? table.lines.every(({ line }) => line >= 1) : table.line >= 1).toBe(true);
      }),
    );
  });
});
