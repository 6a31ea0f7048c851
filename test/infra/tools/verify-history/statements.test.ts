import { appendFile, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { accountId } from '../../../../functions/shared/core/ids.ts';
import { signedAmount } from '../../../../functions/shared/core/signed-amount.ts';
import { readItem } from '../../../../functions/shared/ledger/store/item.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import type { CompleteDay } from '../../../../functions/shared/statements/stated-day.ts';
import type { Statement, StatementRow } from '../../../../functions/shared/statements/statement.ts';
import { LedgerIndex } from '../../../../infra/tools/verify-history/ledger-index.ts';
import { StatementLinks } from '../../../../infra/tools/verify-history/statement-links.ts';
import { statementProblems } from '../../../../infra/tools/verify-history/verify-statement.ts';
import { verifyStatements } from '../../../../infra/tools/verify-history/verify-statements.ts';
import { noon } from '../../../support/clock.ts';
import { runCommand } from '../../../support/run-command.ts';
import { statements as anyStatement } from '../../../support/statement-arbitraries.ts';
import { balanced, statementDay, statementRow, withDifference } from '../../../support/statements.ts';
import { chained, writeStatements } from '../statement/support/statement-folder.ts';
import { exportWriter, full, whole } from './support/export-writer.ts';
import { lifecycleItems } from './support/items.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'verify-statements-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Our payment of `lifecycleItems`, as a statement has it. */
const paid = statementRow({
  id: '20',
  time: noon,
  type: 'withdraw',
  amount: signedAmount('-1250.5'),
  fee: amount('1'),
  exchangeOrderId: 'W1',
  instruction: {
    id: 'inv-1',
    kind: 'withdrawal',
    requestedBy: 'alice@example.com',
    approvedBy: ['frank@example.com'],
  },
});
const got = statementRow({ id: '19', time: noon - 1_000 });

const first = balanced(statementDay('2026-11-19'), { USDT: '5000' }, []);
const second = balanced(statementDay('2026-11-20'), { USDT: '5000' }, [got, paid]);
const third = balanced(statementDay('2026-11-21'), { USDT: '3848.5' }, []);

const fileOf = (date: string) => path.join(folder, `statements/custody/${date}.jsonl`);
const problems = async (links?: StatementLinks) =>
  (await verifyStatements(folder, { links })).findings.map(({ item, problem }) => `${item}: ${problem}`);

/** The problems of these days, chained anew: whoever writes them can do that too. */
async function problemsOf(days: readonly Statement[], links?: StatementLinks): Promise<string[]> {
  await writeStatements(folder, chained(days));
  return problems(links);
}

const withRows = (rows: readonly StatementRow[]) => ({ ...second, rows });

describe('statements that nobody changed', () => {
  test('have no problem, and say what is not in the folder', async () => {
    const days = chained([first, second, third]);
    await writeStatements(folder, days.slice(1));
    expect(await verifyStatements(folder)).toEqual({
      statements: 2,
      accounts: 1,
      findings: [],
      remarks: ['custody/2026-11-20: begins here: the day before is not in the folder'],
    });
  });

  test('may not balance, may be lost, and may say themselves where they do not join', async () => {
    const [total] = second.coins;
    if (total === undefined) throw new Error('no coin');
    const open: CompleteDay = { ...second, coins: [withDifference(total, '-3')] };
    const lost: Statement = { ...statementDay('2026-11-21'), kind: 'lost', madeAt: 0, reason: 'too old' };
    const later = balanced(statementDay('2026-11-22'), { USDT: '7' }, []);
    const remark = { code: 'opening-differs', message: '', coin: 'USDT' };
    const last = { ...balanced(statementDay('2026-11-23'), { USDT: '8' }, []), remarks: [remark] };
    await writeStatements(folder, chained([first, open, lost, later, last]));
    expect(await verifyStatements(folder)).toMatchObject({
      findings: [],
      remarks: ['custody/2026-11-20: does not balance in USDT, by -3', 'custody/2026-11-21: is lost: too old'],
    });
  });

  test('add up by themselves, whatever they say', () => {
    fc.assert(
      fc.property(anyStatement, (statement) => {
        expect(statementProblems(statement).filter((problem) => problem.includes('come'))).toEqual([]);
      }),
    );
  });
});

describe('what was changed afterwards is found', () => {
  beforeEach(() => writeStatements(folder, chained([first, second, third])));

  test('in the bytes of a day, by the day after it', async () => {
    const text = await readFile(fileOf('2026-11-20'), 'utf8');
    await writeFile(fileOf('2026-11-20'), text.replace('"id":"19"', '"id":"18"'));
    expect(await problems()).toEqual(['custody/2026-11-21: it does not follow from the day before as that is here']);
  });

  test('in a day that was taken out', async () => {
    await unlink(fileOf('2026-11-20'));
    expect(await problems()).toEqual(['custody/2026-11-21: 2026-11-20 is missing']);
  });

  test('in a file that was cut', async () => {
    const text = await readFile(fileOf('2026-11-20'), 'utf8');
    await writeFile(fileOf('2026-11-20'), text.slice(0, text.lastIndexOf('{"kind":"end"')));
    expect(await problems()).toEqual([
      expect.stringMatching(/^custody\/2026-11-20: The statement cannot be read: line \d+ is the last one/),
      'custody/2026-11-21: it does not follow from the day before as that is here',
    ]);
  });

  test('in a line behind the end', async () => {
    await appendFile(fileOf('2026-11-21'), '{"kind":"row"}\n');
    expect(await problems()).toEqual([expect.stringContaining('comes after the end')]);
  });

  test('in a file under the name of another day', async () => {
    await writeFile(fileOf('2026-11-22'), await readFile(fileOf('2026-11-21')));
    expect(await problems()).toContain('custody/2026-11-22: it is the statement of custody, 2026-11-21');
  });
});

describe('what was wrong from the start is found, although the chain is whole', () => {
  test.each<[string, readonly Statement[], string]>([
    [
      'an amount',
      [withRows([{ ...got, amount: signedAmount('99') }, paid])],
      'come to -1152.5 USDT, and it says -1151.5',
    ],
    ['a fee', [withRows([got, { ...paid, fee: amount('0') }])], 'its rows come to -1150.5 USDT'],
    ['a row that was left out', [withRows([paid])], 'its rows come to -1251.5 USDT'],
    ['rows in another order', [withRows([paid, got])], 'row 19 is not in its order'],
    ['a row that is there twice', [withRows([got, paid, paid])], 'row 20 is there twice'],
    ['a row of another day', [withRows([got, { ...paid, time: second.to }])], 'is not of this day'],
    ['a coin without a total', [{ ...second, coins: [] }], 'USDT has rows, and no total'],
    [
      'a closing balance',
      [{ ...second, coins: second.coins.map((total) => ({ ...total, closing: amount('3848.4') })) }],
      'USDT: opening, movements and difference come to 3848.5',
    ],
    ['coins twice', [{ ...second, coins: [...second.coins, ...second.coins] }], 'its coins are not in their order'],
    ['the times of another day', [{ ...second, to: second.to + 1 }], 'its times are not those of its day'],
    [
      'an opening that is not the closing before',
      [second, balanced(statementDay('2026-11-21'), { USDT: '3848' }, [])],
      'it opens with 3848 USDT, and the day before closed with 3848.5',
    ],
    [
      'a coin that is gone overnight',
      [second, balanced(statementDay('2026-11-21'), {}, [])],
      'it opens with 0 USDT, and the day before closed with 3848.5',
    ],
    [
      'another account under the same name',
      [first, { ...second, accountId: accountId('1') }],
      'it is of another account than the day before',
    ],
    [
      'a day that begins later than the one before ends',
      [
        first,
        balanced(
          { ...statementDay('2026-11-20'), offset: '+07:00', from: second.from + 3_600_000, to: second.to + 3_600_000 },
          { USDT: '5000' },
          [],
        ),
      ],
      'it does not begin when the day before ends',
    ],
  ])('%s', async (_what, days, words) => {
    expect((await problemsOf(days)).join('\n')).toContain(words);
  });
});

describe('statements and the ledger', () => {
  const dayMs = 86_400_000;
  /** As it comes out of the table. */
  const asRead = (item: Item) => unmarshall(marshall(item, { removeUndefinedValues: true }));
  const [, , sent = {}, settled = {}] = lifecycleItems('inv-1');

  function linksOf(items: readonly Item[], until = noon + 3 * dayMs): StatementLinks {
    const ledger = new LedgerIndex();
    for (const item of items) ledger.note(readItem(asRead(item)).instruction);
    return new StatementLinks(ledger, until);
  }

  test('agree where each names the other', async () => {
    expect(await problemsOf([first, second, third], linksOf([settled]))).toEqual([]);
  });

  test('may say the quantity with the fee in it', async () => {
    const withFee = { ...paid, amount: signedAmount('-1251.5') };
    const day = balanced(statementDay('2026-11-20'), { USDT: '5000' }, [got, withFee]);
    expect(await problemsOf([day], linksOf([settled]))).toEqual([]);
  });

  const named = paid.instruction ?? { id: '', kind: '', requestedBy: '', approvedBy: [] };
  test.each<[string, Partial<StatementRow>, string]>([
    ['an instruction that is not there', { instruction: { ...named, id: 'inv-9' } }, 'names inv-9, which is not in'],
    ['another kind', { instruction: { ...named, kind: 'asset-transfer' } }, 'inv-1 is of kind withdrawal, and not'],
    [
      'other people',
      { instruction: { ...named, approvedBy: ['mallory'] } },
      'inv-1 was asked for or approved by other',
    ],
    ['another quantity', { amount: signedAmount('-1250') }, 'inv-1 is of 1250.5, and the row of -1250'],
    ['another coin', { coin: 'USDC' }, 'inv-1 moves USDT, and not USDC'],
  ])('do not agree where a row names %s', async (_what, changes, words) => {
    const day = balanced(statementDay('2026-11-20'), { USDC: '9000', USDT: '9000' }, [got, { ...paid, ...changes }]);
    expect((await problemsOf([day], linksOf([settled]))).join('\n')).toContain(words);
  });

  test('do not agree where the ledger has it open, a day after', async () => {
    const words = 'custody/2026-11-20: row 20: inv-1 is sent in the ledger, and not settled';
    expect(await problemsOf([first, second], linksOf([sent]))).toEqual([words]);
    expect(await problemsOf([first, second], linksOf([sent], noon + 1))).toEqual([]);
  });

  test('are not compared for what came after the ledger was exported', async () => {
    expect(await problemsOf([first, second], linksOf([], noon))).toEqual([]);
  });

  test('do not agree where what was settled has no row', async () => {
    const { instruction: _instruction, ...byHand } = paid;
    const day = balanced(statementDay('2026-11-20'), { USDT: '5000' }, [got, byHand]);
    expect(await problemsOf([day], linksOf([settled]))).toEqual(['inv-1: is settled, and no statement names it']);
    // Of a day that is not there nobody can tell.
    await unlink(fileOf('2026-11-20'));
    expect(await problemsOf([first], linksOf([settled]))).toEqual([]);
  });
});

test('npm run verify-history checks a folder of statements against an export', async () => {
  const main = path.resolve(import.meta.dirname, '../../../../infra/tools/verify-history/main.ts');
  const [, , , settled = {}] = lifecycleItems('inv-1');
  await exportWriter(folder)(full(noon + 3 * 86_400_000), whole([settled]));
  await writeStatements(folder, chained([first, second, third]));
  const args = ['--export', path.join(folder, 'ledger'), '--statements', path.join(folder, 'statements')];
  expect(await runCommand(main, args)).toEqual({
    code: 0,
    err: '',
    out:
      '1 exports read, until 2026-11-23T10:00:00.000Z\n' +
      '1 instructions and 0 whitelist entries checked, 0 broken\n' +
      'no head of the registry of devices is there: what was taken back unseen cannot be found\n' +
      '3 statements of 1 accounts checked and compared with the ledger, 0 problems\n',
  });
  await unlink(fileOf('2026-11-20'));
  expect(await runCommand(main, args.slice(2))).toEqual({
    code: 1,
    err: '',
    out:
      'no head of the registry of devices is there: what was taken back unseen cannot be found\n' +
      'custody/2026-11-21: 2026-11-20 is missing\n2 statements of 1 accounts checked, 1 problems\n',
  });
});
