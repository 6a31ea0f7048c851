import { InvalidInputError } from '../../shared/core/errors.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { CorruptItemError } from '../../shared/ledger/store/errors.ts';
import { orUnreadable } from '../../shared/ledger/store/or-unreadable.ts';
import type { StatementNotes } from '../../shared/ledger/store/statement-notes.ts';
import type { StatementReader } from '../../shared/ledger/store/statements.ts';
import { pageCsv } from './page-csv.ts';
import { datesBetween, type StatementQuery } from './query.ts';
import { type AskedDay, type DayPage, readDays } from './read-days.ts';
import { statementView } from './view.ts';
import type { statementPageSchema } from './view-schema.ts';

export interface StatementDependencies {
  readonly statements: StatementReader;
  readonly notes: StatementNotes;
  /** Tells of an item that is not as it was written. */
  readonly reportCorrupt: (error: CorruptItemError) => void;
}

/** A page for people. Throws InvalidInputError. */
export async function statementPage(
  dependencies: StatementDependencies,
  policy: Policy,
  query: StatementQuery,
): Promise<ResponseType<typeof statementPageSchema>> {
  const { days, next } = await readPage(dependencies, policy, query, query.withRows);
  const statements = await Promise.all(
    days.map(async (day) => {
      const notes = day.rows === undefined ? undefined : await notesOf(dependencies, day);
      return statementView(day, notes, query.coin);
    }),
  );
  return { statements, ...(next === undefined ? {} : { next }) };
}

/** The same as CSV, always with its rows. Throws InvalidInputError. */
export async function statementCsvPage(
  dependencies: StatementDependencies,
  policy: Policy,
  query: StatementQuery,
): Promise<{ readonly csv: string; readonly next: string | undefined }> {
  const { days, next } = await readPage(dependencies, policy, query, true);
  return { csv: pageCsv(days, query.coin), next };
}

function readPage(
  { statements, reportCorrupt }: StatementDependencies,
  { accounts }: Policy,
  { account, from, to, after }: StatementQuery,
  withRows: boolean,
): Promise<DayPage> {
  const known = Object.keys(accounts);
  if (account !== undefined && !known.includes(account)) {
    const expected = `one of ${known.join(', ')}`;
    throw new InvalidInputError('query', [{ field: 'account', reason: 'is no account of ours', expected }]);
  }
  const dates = datesBetween(from, to);
  const days = (account === undefined ? known : [account]).flatMap((each) =>
    dates.map((date): AskedDay => ({ account: each, date })),
  );
  return readDays(statements, { days, withRows, after }, reportCorrupt);
}

/** Notes that cannot be read keep nobody from the movements: their alarm tells of them. */
async function notesOf({ notes, reportCorrupt }: StatementDependencies, { account, date }: AskedDay) {
  const read = await orUnreadable(() => notes.list(account, date), reportCorrupt);
  return read === 'unreadable' ? undefined : read;
}
