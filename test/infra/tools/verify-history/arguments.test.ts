import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../../infra/tools/verify-history/arguments.ts';

describe('the command line of verify-history', () => {
  test('names exports and tables, several of each in their order', () => {
    const args = ['--export', 'day-1', '--table', 'one', '--export', 'day-2', '--table', 'two'];
    expect(readArguments(args)).toEqual({
      exports: ['day-1', 'day-2'],
      tables: [{ name: 'one' }, { name: 'two' }],
    });
  });

  test('names the table of the stack on this machine, after the others', () => {
    expect(readArguments(['--stage', 'local', '--export', 'day-1'])).toEqual({ exports: ['day-1'], tables: ['local'] });
  });

  test('says where the first devices are named: a file, or the configuration of a stage', () => {
    const args = ['--export', 'day-1'];
    expect(readArguments([...args, '--roots', 'roots.txt'])).toMatchObject({ roots: { file: 'roots.txt' } });
    expect(readArguments([...args, '--roots-of', 'sandbox'])).toMatchObject({ roots: { stage: 'sandbox' } });
  });

  test('may name statements alone', () => {
    expect(readArguments(['--statements', 'november'])).toEqual({ exports: [], tables: [], statements: 'november' });
  });

  test.each([
    [
      [],
      '--export or --table: is missing; expected at least one export or one table, or --stage local, or --statements',
    ],
    [['--stage', 'sandbox'], '--stage: is no stage of this machine; expected local, or --table with the name'],
    [['--table'], "command line: Option '--table <value>' argument missing"],
    [['--table', ''], '--table: is empty; expected the name of a table'],
    [['--export', ''], '--export: is empty; expected a file or folder of a DynamoDB export'],
    [['--statements', ''], '--statements: is empty; expected a folder with statements'],
    [['--statements', 'a', '--roots-of', ''], '--roots-of: is empty; expected the name of a stage'],
    [['--statements', 'a', '--roots-of', 'b', '--roots', 'c'], '--roots-of: is there beside --roots'],
    [['--tabel', 'one'], "command line: Unknown option '--tabel'"],
    [['one'], "command line: Unexpected argument 'one'"],
  ])('%j is refused with what is wrong and what would be right', (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });
});
