import { mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildMonth, datesOf } from '../../../../functions/shared/statements/close/build-month.ts';
import { closeDocument } from '../../../../functions/shared/statements/close/close-document.ts';
import { objectSource } from '../../../../functions/shared/statements/close/object-source.ts';
import { linesOf } from '../../../../functions/shared/statements/lines.ts';
import { verifyStatements } from '../../../../infra/tools/verify-history/verify-statements.ts';
import { noon } from '../../../support/clock.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';
import { chained, writeStatements } from '../statement/support/statement-folder.ts';

const month = '2026-11';
const close = 'statements/closes/2026-11.json';
const days = chained(
  datesOf(month).map((date) =>
    balanced(
      statementDay(date),
      { USDT: date > '2026-11-20' ? '100' : '0' },
      date === '2026-11-20' ? [statementRow({ type: 'reversal' })] : [],
    ),
  ),
);
const lines = new Map(days.map((day) => [`${day.account} ${day.date}`, linesOf(day)]));
const note = { row: '1', text: 'agreed', by: 'alice@example.com', at: noon };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'verify-closes-'));
  await writeStatements(folder, days);
  const source = objectSource(
    async (account, date) => lines.get(`${account} ${date}`),
    async (_account, date) => (date === '2026-11-20' ? [note] : []),
  );
  const { content } = await buildMonth(source, month, ['custody']);
  const signed = ['bob@example.com', 'carol@example.com'].map((by) => ({ by, at: noon }));
  await mkdir(path.join(folder, 'statements/closes'), { recursive: true });
  await writeFile(path.join(folder, close), closeDocument(content, signed, undefined));
});
afterEach(() => rm(folder, { recursive: true }));

const problems = async () =>
  (await verifyStatements(folder)).findings.map(({ item, problem }) => `${item}: ${problem}`);
const change = async (from: string, to: string) => {
  const file = path.join(folder, close);
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
};

test('a closed month that nobody changed has no problem', async () => {
  expect(await problems()).toEqual([]);
});

test.each([
  ['a total', '"movements":1', '"movements":2'],
  ['a balance', '"closing":"100"', '"closing":"99"'],
  ['the digest of a day', /"digest":"[0-9a-f]{4}/.source, ''],
])('a closed month with %s changed is found', async (_what, from, to) => {
  const text = await readFile(path.join(folder, close), 'utf8');
  const found = new RegExp(from).exec(text)?.[0] ?? '';
  expect(found).not.toBe('');
  await change(found, to === '' ? '"digest":"0000' : to);
  expect(await problems()).toEqual([expect.stringMatching(/^closes\/2026-11\.json: is not what/)]);
});

test('a closed month of which a statement is gone is found', async () => {
  await unlink(path.join(folder, 'statements/custody/2026-11-30.jsonl'));
  expect(await problems()).toEqual([expect.stringContaining('closes/2026-11.json')]);
});

test('what is no document is told', async () => {
  await writeFile(path.join(folder, close), '{}\n');
  expect(await problems()).toEqual(['closes/2026-11.json: is no document of this month']);
});
