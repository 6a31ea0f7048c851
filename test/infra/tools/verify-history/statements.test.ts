import { beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { accountId } from '../../../../functions/shared/core/ids.ts';
import { signedAmount } from '../../../../functions/shared/core/signed-amount.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { addDays, boundsOf } from '../../../../functions/shared/statements/day.ts';
import { digestOfLines, linesOf } from '../../../../functions/shared/statements/lines.ts';
import type { Statement, StatementRow } from '../../../../functions/shared/statements/statement.ts';
import { StatementCheck } from '../../../../infra/tools/verify-history/statement-check.ts';
import { approved, withdrawal } from '../../../support/instructions.ts';

type Complete = Extract<Statement, { kind: 'complete' }>;

const first = '2026-11-19';
const row: StatementRow = {
  ...{ id: '1', time: boundsOf(first, '+08:00').from, type: 'withdraw', coin: 'USDT' },
  ...{ amount: signedAmount('-10'), fee: amount('1'), feeCoin: 'USDT', exchangeOrderId: 'W1' },
};

function statementOf(date: string, opening: string, rows: readonly StatementRow[], previous?: string): Complete {
  const movements = signedAmount(rows.length === 0 ? '0' : '-11');
  const closing = amount(rows.length === 0 ? opening : String(Number(opening) - 11));
  const total = { coin: 'USDT', opening: amount(opening), movements, closing, difference: signedAmount('0') };
  return {
    ...{ kind: 'complete', account: 'custody', accountId: accountId('1649292498437183235'), date, offset: '+08:00' },
    ...{ ...boundsOf(date, '+08:00'), madeAt: 1, rows, coins: [total], remarks: [] },
    ...(previous === undefined ? {} : { previous }),
  };
}

let check: StatementCheck;
beforeEach(() => {
  check = new StatementCheck(new Map());
});

function show(statement: Statement, text = linesOf(statement)): string {
  check.check({ account: statement.account, date: statement.date, text });
  return digestOfLines(text);
}
const problems = () => check.findings.map(({ problem }) => problem);

describe('downloaded statements', () => {
  test('that add up and follow from one another are whole', () => {
    const digest = show(statementOf(first, '100', [row]));
    show(statementOf(addDays(first, 1), '89', [], digest));
    expect(check).toMatchObject({ count: 2, findings: [] });
  });

  test.each([
    ['a row that was taken away', (made: Complete) => ({ ...made, rows: [] }), 'do not add up to its movements'],
    [
      'a closing that was changed',
      (made: Complete) => ({ ...made, coins: made.coins.map((each) => ({ ...each, closing: amount('88') })) }),
      'do not add up to its closing',
    ],
    [
      'a row of another day',
      (made: Complete) => ({ ...made, rows: made.rows.map((each) => ({ ...each, time: made.to })) }),
      'is of another day',
    ],
  ])('%s is found', (_, change, problem) => {
    show(change(statementOf(first, '100', [row])));
    expect(problems()).toEqual([expect.stringContaining(problem)]);
  });

  test('one that was written anew breaks the chain at the next day', () => {
    const digest = show(statementOf(first, '100', [row]));
    check = new StatementCheck(new Map());
    show({ ...statementOf(first, '100', [row]), madeAt: 2 });
    show(statementOf(addDays(first, 1), '89', [], digest));
    expect(problems()).toEqual(['it is not chained to the statement that lies before it']);
  });

  test('an opening that is not the closing before, and that no remark names, is found', () => {
    const digest = show(statementOf(first, '100', [row]));
    show(statementOf(addDays(first, 1), '90', [], digest));
    expect(problems()).toEqual(['USDT does not begin with what the day before ended with']);
  });

  test('a day that is missing is found', () => {
    const digest = show(statementOf(first, '100', [row]));
    show(statementOf(addDays(first, 2), '89', [], digest));
    expect(problems()).toEqual([`the statements between ${first} and this one are missing`]);
  });

  test.each([
    ['was cut', (text: string) => text.slice(0, -10), 'line 4'],
    ['lacks its end', (text: string) => text.split('\n').slice(0, -2).join('\n'), 'is the last one, and not the end'],
    ['has a line twice', (text: string) => text.replace(/(.*"kind":"row".*\n)/, '$1$1'), 'counts other lines'],
  ])('a file that %s is none', (_, damage, problem) => {
    const made = statementOf(first, '100', [row]);
    show(made, damage(linesOf(made)));
    expect(problems()).toEqual([expect.stringContaining(problem)]);
  });
});

describe('the instruction of a row', () => {
  const ours = approved(withdrawal('inv-1'));
  const said = {
    id: 'inv-1',
    kind: 'withdrawal',
    requestedBy: ours.content.requestedBy,
    approvedBy: ours.approvals.map(({ by }) => by),
  };
  const shown = (instruction: StatementRow['instruction'], ledger: readonly Instruction[]) => {
    check = new StatementCheck(new Map(ledger.map((each) => [each.content.instructionId, each])));
    show(statementOf(first, '100', [{ ...row, ...(instruction === undefined ? {} : { instruction }) }]));
    return problems();
  };

  test('is as the ledger has it', () => {
    expect(shown(said, [ours])).toEqual([]);
  });

  test('that the ledger does not have is found', () => {
    expect(shown({ ...said, id: 'inv-2' }, [ours])).toEqual(['row 1 names inv-2, which the ledger does not have']);
  });

  test('with an approver more than in the ledger is found', () => {
    expect(shown({ ...said, approvedBy: ['mallory@example.com'] }, [ours])).toEqual([
      'row 1 tells otherwise of inv-1 than the ledger',
    ]);
  });

  test('is not looked at where no ledger was shown', () => {
    expect(shown(said, [])).toEqual([]);
  });
});
