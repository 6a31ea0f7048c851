import { createHash } from 'node:crypto';
import { accountId as toAccountId } from '../../../../functions/shared/core/ids.ts';
import { signedAmount } from '../../../../functions/shared/core/signed-amount.ts';
import { openStatementStore } from '../../../../functions/shared/ledger/store/statements.ts';
import { recentMonths } from '../../../../functions/shared/statements/close/recent-months.ts';
import { addDays, dateAt } from '../../../../functions/shared/statements/day.ts';
import type { StatementRow } from '../../../../functions/shared/statements/statement.ts';
import type { DemoContext } from '../../../../infra/local/demo/demo-context.ts';
import { stackAddressOf, tableAt } from '../../../../infra/local/stack-run-file.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';

const accounts = ['custody', 'trading'] as const;

/** Days of this month or the last one that have statements: from the first to the last. */
export function statedDays(): readonly string[] {
  const today = dateAt(Date.now(), '+08:00');
  return [6, 5, 4, 3].map((back) => addDays(today, -back));
}

/** A month that has ended, of which two days have statements; the account was not watched before. */
export function signableMonth(): string {
  const month = recentMonths(Date.now()).at(-3);
  if (month === undefined) throw new TypeError('months can be signed long after their end');
  return month;
}

/** What came in on each day, from nobody whom the treasury knows. */
const rowOf = (date: string, index: number): StatementRow =>
  statementRow({
    id: `${date.replaceAll('-', '')}1`,
    time: Date.parse(`${date}T04:00:00Z`),
    amount: signedAmount(String(100 + 50 * index)),
  });

/**
 * Statements of days that are past, written by the treasury's own store: the exchange simulator began today, and has no
 * end of an earlier day. Only the custody account has movements.
 */
export async function givenStatements({ stack, localStage }: DemoContext): Promise<void> {
  const store = openStatementStore(tableAt(stackAddressOf(stack)));
  const monthEnd = addDays(`${signableMonth()}-01`, 31).slice(0, 8);
  const lastOfMonth = addDays(`${monthEnd}01`, -1);
  const dates = [addDays(lastOfMonth, -1), lastOfMonth, ...statedDays()];
  for (const account of accounts) {
    const accountId = toAccountId(localStage.exchange.access.accounts[account] ?? '');
    let previous: string | undefined;
    let opening = '1000';
    for (const [index, date] of dates.entries()) {
      const rows = account === 'custody' ? [rowOf(date, index)] : [];
      const made = balanced(statementDay(date, { account, accountId }), { USDT: opening }, rows);
      const digest = createHash('sha256').update(`${account}.${date}`).digest('hex');
      const { kind, rows: _rows, ...content } = made;
      const link = previous === undefined ? {} : { previous };
      const objectKey = `statements/${account}/${date}.json`;
      await store.putStatement({ ...content, ...link, state: kind, rowCount: rows.length, digest, objectKey }, rows);
      previous = digest;
      opening = made.coins[0]?.closing ?? opening;
    }
  }
}
