import { openStatementReader, type StatementReader } from '../../../functions/shared/ledger/store/statements.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';
import type { StatedDay } from '../../../functions/shared/statements/stated-day.ts';
import type { StatementRow } from '../../../functions/shared/statements/statement.ts';
import type { StatementSource } from './statement-source.ts';

/** Statements as the table has them for reading, also those whose numbers may still change. */
export function tableSource(table: Pick<Table, 'get'>, accounts: readonly string[]): StatementSource {
  const reader = openStatementReader(table);
  return { accounts, read: (account, date) => readDay(reader, account, date) };
}

async function readDay(reader: StatementReader, account: string, date: string): Promise<StatedDay> {
  const summary = await reader.readStatement(account, date);
  if (summary === undefined) return { kind: 'missing', account, date };
  if (summary.state === 'lost') {
    const { state, digest: _digest, objectKey: _objectKey, ...day } = summary;
    return { ...day, kind: state };
  }
  const rows = await readRows(reader, account, date);
  if (summary.state === 'provisional') {
    const { state, rowCount: _rowCount, ...day } = summary;
    return { ...day, kind: state, rows };
  }
  const { state, digest: _digest, objectKey: _objectKey, rowCount: _rowCount, ...day } = summary;
  return { ...day, kind: state, rows };
}

async function readRows(reader: StatementReader, account: string, date: string): Promise<readonly StatementRow[]> {
  const rows: StatementRow[] = [];
  let after: number | undefined;
  do {
    const page = await reader.readRows(account, date, after);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}
