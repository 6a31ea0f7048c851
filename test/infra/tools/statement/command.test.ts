import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Statement } from '../../../../functions/shared/statements/statement.ts';
import { runStatement } from '../../../../infra/tools/statement/run.ts';
import { readCsv } from '../../../support/read-csv.ts';
import { runCommand } from '../../../support/run-command.ts';
import { balanced, statementDay, withDifference } from '../../../support/statements.ts';
import { exampleDay } from './support/example-day.ts';
import { chained, writeStatements } from './support/statement-folder.ts';

/** As main.ts runs it, in this process. */
async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      out += chunk;
      done();
    },
  });
  const note = (line: string) => {
    err += `${line}\n`;
  };
  const code = await runStatement(args, { output, note });
  return { code, out, err };
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'statement-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A folder with these statements. */
async function folderOf(name: string, statements: readonly Statement[]): Promise<string> {
  const own = path.join(folder, name);
  await writeStatements(own, statements);
  return own;
}

const november = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);
const emptyDay = (date: string, account = 'custody') => balanced(statementDay(date, { account }), { USD: '200' }, []);

describe('npm run statement', () => {
  test('writes a month of a folder, and says that it is whole', async () => {
    const days = november.map((date) => (date === '2026-11-20' ? exampleDay : emptyDay(date)));
    const own = await folderOf('whole', chained(days));
    const { code, out, err } = await run('--folder', own, '--month', '2026-11', '--format', 'csv');
    expect({ code, err }).toEqual({ code: 0, err: 'days: 30, all complete; movements: 6\n' });
    const [names = [], ...rows] = readCsv(out);
    const kinds = rows.map((row) => row[names.indexOf('row')]);
    expect(kinds.filter((kind) => kind === 'day')).toHaveLength(30);
    expect(kinds.filter((kind) => kind === 'movement')).toHaveLength(6);
  });

  test('writes JSON with all that a statement has', async () => {
    const days = chained([emptyDay('2026-11-19'), exampleDay]);
    const own = await folderOf('json', days);
    const { out } = await run('--folder', own, '--day', '2026-11-20', '--format', 'json');
    expect(JSON.parse(out)).toEqual({ version: 1, period: '2026-11-20', days: [days[1]] });
  });

  test.each(['camt053', 'koinly', 'tres'])('writes a file for %s', async (format) => {
    const own = await folderOf(format, [exampleDay]);
    const args = ['--folder', own, '--day', '2026-11-20', '--account', 'custody', '--format', format];
    const { code, out } = await run(...args);
    expect(code).toBe(0);
    expect(out).toContain('500.25');
  });

  test('says what does not balance', async () => {
    const coins = exampleDay.coins.map((total) => (total.coin === 'USDT' ? withDifference(total, '-3') : total));
    const own = await folderOf('difference', [{ ...exampleDay, coins }]);
    const { code, err } = await run('--folder', own, '--day', '2026-11-20', '--format', 'csv');
    expect(code).toBe(0);
    expect(err).toContain('custody: 2026-11-20 does not balance in USDT, by -3\n');
  });
});

describe('a month that is not whole', () => {
  const lost = { ...statementDay('2026-11-03'), kind: 'lost', madeAt: 0, reason: 'too old' } as const;
  const days = [...november.slice(0, 2).map((date) => emptyDay(date)), lost, emptyDay('2026-11-06', 'trading')];
  const expected = [
    'custody: 2026-11-03 lost: the exchange does not have it any more',
    'custody: 2026-11-04 to 2026-11-30 missing: no statement is there',
    'trading: 2026-11-01 to 2026-11-05 missing: no statement is there',
    'trading: 2026-11-07 to 2026-11-30 missing: no statement is there',
    'days: 60, not all complete; movements: 0',
  ];

  test('is told day by day, is in the file, and ends with 1', async () => {
    const own = await folderOf('gaps', days);
    const { code, out, err } = await run('--folder', own, '--month', '2026-11', '--format', 'csv');
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([...expected, '2026-11 is not whole. Take it so with --allow-missing', '']);
    expect(readCsv(out).filter((row) => row[5] === 'missing')).toHaveLength(56);
  });

  test('leaves no file, unless that is agreed to', async () => {
    const own = await folderOf('gaps', days);
    const file = path.join(folder, 'november.csv');
    const args = ['--folder', own, '--month', '2026-11', '--format', 'csv', '--out', file];
    expect(await run(...args)).toMatchObject({ code: 1, out: '' });
    expect((await readdir(folder)).filter((name) => name.startsWith('november'))).toEqual([]);
    expect(await run(...args, '--allow-missing')).toMatchObject({ code: 0, out: '' });
    expect(readCsv(await readFile(file, 'utf8')).length).toBeGreaterThan(60);
  });

  test('has the accounts of the stage, where one is named', async () => {
    const own = await folderOf('one-account', [emptyDay('2026-11-01')]);
    const args = ['--folder', own, '--stage', 'local', '--day', '2026-11-01', '--format', 'csv'];
    const { code, err } = await run(...args);
    expect(code).toBe(1);
    expect(err).toContain('trading: 2026-11-01 missing');
  });
});

describe('what cannot be written', () => {
  test('is half of each trade in a file for Koinly', async () => {
    const own = await folderOf('half', [exampleDay]);
    const args = [
      '--folder',
      own,
      '--day',
      '2026-11-20',
      '--format',
      'koinly',
      '--account',
      'custody',
      '--coin',
      'USD',
    ];
    await expect(run(...args)).rejects.toThrow('--coin: is not for koinly; expected no --coin');
  });

  test('is refused with the reason, and leaves no file', async () => {
    const own = await folderOf('no-fiat', [balanced(statementDay('2026-11-20'), { BTC: '1' }, [])]);
    const file = path.join(folder, 'none.xml');
    const args = ['--folder', own, '--day', '2026-11-20', '--format', 'camt053', '--out', file];
    await expect(run(...args)).rejects.toThrow('nothing of 2026-11-20 is in USD or HKD');
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  test.each([
    [
      'an account that is not there',
      ['--account', 'treasure'],
      '--account: is no account here; expected one of custody',
    ],
    ['a flag that is there twice', ['--day', '2026-11-21'], '--day: is there twice; expected each flag once'],
    ['a place that cannot be written', ['--out', '/nowhere/x.csv'], '--out: cannot be written (ENOENT)'],
  ])('%s is named', async (_what, args, words) => {
    const own = await folderOf('wrong', [exampleDay]);
    await expect(run('--folder', own, '--day', '2026-11-20', '--format', 'csv', ...args)).rejects.toThrow(words);
  });

  test('is a folder without statements, with two of one day, or with one under the name of another', async () => {
    const args = (own: string) => ['--folder', own, '--day', '2026-11-21', '--format', 'csv'];
    const nowhere = path.join(folder, 'nowhere');
    await expect(run(...args(nowhere))).rejects.toThrow('--folder: has no statement in it');
    const own = await folderOf('renamed', [emptyDay('2026-11-20')]);
    const file = (date: string) => path.join(own, `statements/custody/${date}.jsonl`);
    await rename(file('2026-11-20'), file('2026-11-21'));
    await expect(run(...args(own))).rejects.toThrow('is the statement of custody, 2026-11-20');
    await writeStatements(path.join(own, 'again'), [emptyDay('2026-11-21')]);
    await expect(run(...args(own))).rejects.toThrow('--folder: has custody/2026-11-21 twice');
  });

  test('is what nobody reads to its end', async () => {
    const own = await folderOf('closed', [exampleDay]);
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const args = ['--folder', own, '--day', '2026-11-20', '--format', 'csv'];
    await expect(runStatement(args, { output, note: () => {} })).rejects.toThrow('went away before its end');
  });

  test('ends the program with its exit code, and with the usage where the call is wrong', async () => {
    const main = path.resolve(import.meta.dirname, '../../../../infra/tools/statement/main.ts');
    const own = await folderOf('program', [exampleDay]);
    const args = ['--folder', own, '--day', '2026-11-20', '--format'];
    expect(await runCommand(main, [...args, 'csv'])).toMatchObject({
      code: 0,
      err: expect.stringContaining('days: 1, all complete'),
    });
    expect(await runCommand(main, [...args, 'pdf'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Usage: npm run statement'),
    });
  });
});
