import { describe, expect, test } from '@jest/globals';
import { movementTypes } from '../../functions/shared/statements/statement.ts';
import { statementColumns, statementCsvVersion } from '../../functions/shared/statements/statement-csv.ts';
import { formats } from '../../infra/tools/statement/formats.ts';
import { readPage, rowsOf, section } from './pages.ts';

const page = readPage('docs/statement-format.md');

describe('docs/statement-format.md', () => {
  test('explains every column of the CSV, in their order, each with an example', () => {
    const [, table = ''] = section(page, 'The CSV').split('| column | has | example |');
    const rows = rowsOf(table);
    expect(rows.map(({ codes }) => codes)).toEqual(statementColumns.map((column) => [column]));
    expect(rows.filter(({ cells: [means = '', example = ''] }) => means === '' || !/^`.+`$/.test(example))).toEqual([]);
    expect(rows[0]?.cells[1]).toBe(`\`${statementCsvVersion}\``);
  });

  test('names every type of movement', () => {
    expect(movementTypes.filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
  });

  test('has every format, and says of each mapping what it cannot hold', () => {
    const names = Object.keys(formats);
    expect(names.filter((name) => !page.includes(`--format ${name}`))).toEqual([]);
    const mappings = ['camt.053', 'Koinly', 'TRES', 'Xero'].map((heading) => section(page, heading));
    expect(mappings.every((text) => text.includes('hat it cannot hold'))).toBe(true);
  });
});
