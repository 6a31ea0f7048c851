import type { Millis } from '../../shared/core/clock.ts';
import { CorruptItemError } from '../../shared/ledger/store/errors.ts';
import type { StatementReader } from '../../shared/ledger/store/statements.ts';
import type { StatementRow } from '../../shared/statements/statement.ts';
import { averageMovements, type DayMovements, dayMovements, type MovementHistory } from './average-movements.ts';

/** So many days back, without the day that still runs. */
const daysBack = 28;
/** A day with more parts of 200 rows than this is left out: one answer has no time for it. */
const partsMax = 10;
/** So many days are read at once. */
const atOnce = 14;

const dayMs = 86_400_000;

/** Reads what moved in each account in the last four weeks of its statements. */
export async function readMovements(
  statements: StatementReader,
  accounts: readonly string[],
  now: Millis,
): Promise<MovementHistory> {
  const dates = Array.from({ length: daysBack }, (_, back) =>
    new Date(now - (back + 1) * dayMs).toISOString().slice(0, 10),
  );
  const wanted = accounts.flatMap((account) => dates.map((date) => ({ account, date })));
  const found: (DayMovements | undefined)[] = [];
  for (let from = 0; from < wanted.length; from += atOnce) {
    const some = wanted.slice(from, from + atOnce);
    found.push(...(await Promise.all(some.map(({ account, date }) => readDay(statements, account, date)))));
  }
  const days = found.filter((day) => day !== undefined);
  return averageMovements(days, days.length === 0 ? 0 : found.length - days.length);
}

/** Undefined where the day says nothing of what moved, or too much for one answer. */
async function readDay(statements: StatementReader, account: string, date: string): Promise<DayMovements | undefined> {
  try {
    const summary = await statements.readStatement(account, date);
    if (summary?.state !== 'complete') return undefined;
    const rows: StatementRow[] = [];
    let after: number | undefined = 0;
    for (let part = 0; part < partsMax && after !== undefined; part += 1) {
      const page = await statements.readRows(account, date, after);
      rows.push(...page.rows);
      after = page.next;
    }
    return after === undefined ? dayMovements(account, date, rows) : undefined;
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    return undefined;
  }
}
