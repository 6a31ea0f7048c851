import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../../../support/run-command.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';
import { writeStatements } from './support/statement-folder.ts';

const main = path.resolve(import.meta.dirname, '../../../../infra/tools/statement/main.ts');
const perDay = 3_400;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'large-month-'));
  for (let day = 1; day <= 30; day += 1) {
    const rows = Array.from({ length: perDay }, (_, at) =>
      statementRow({ id: String(day * perDay + at), coin: 'USD', feeCoin: 'USD' }),
    );
    const date = `2026-11-${String(day).padStart(2, '0')}`;
    await writeStatements(folder, [balanced(statementDay(date), { USD: '0' }, rows)]);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** Says at its end how much memory the program had at most, in kilobytes. */
const measure = `--import=data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;

test.each(['csv', 'json', 'camt053', 'koinly', 'tres', 'xero'])(
  'a month of 100,000 movements is written as %s with less than 256 MB',
  async (format) => {
    const subject = ['--month', '2026-11', '--account', 'custody', ...(format === 'koinly' ? [] : ['--coin', 'USD'])];
    const args = ['--folder', folder, ...subject, '--format', format, '--out', path.join(folder, 'month')];
    const { code, err } = await runCommand(main, args, [measure]);
    expect(code).toBe(0);
    const [summary, kilobytes] = err.trim().split('\n').slice(-2);
    expect(summary).toBe('days: 30, all complete; movements: 102000');
    expect(Number(kilobytes)).toBeLessThan(256 * 1_024);
  },
  60_000,
);
