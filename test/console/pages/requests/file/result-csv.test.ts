import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../../../../console/pages/requests/file/csv-reader.ts';
import { resultCsv } from '../../../../../console/pages/requests/file/result-csv.ts';

test('no cell of the results is a formula to a spreadsheet', () => {
  const odd = fc
    .tuple(fc.constantFrom('=', '+', '-', '@', "'=", '＝', '\t', 'a'), fc.string())
    .map(([first, rest]) => first + rest);
  fc.assert(
    fc.property(odd, odd, (note, words) => {
      const row = { line: 2, instructionId: note, destination: note, coin: note, chain: note, quantity: note, note };
      const table = readCsv(resultCsv([{ row, state: { at: 'unclear', message: '' }, words }]));
      const cells = 'lines' in table ? table.lines.flatMap((line) => line.cells) : [];
      expect(cells).toHaveLength(18);
      expect(cells.filter((cell) => /^[=+\-@\t＝＋－＠]/.test(cell))).toEqual([]);
    }),
  );
});
