import { CorruptItemError } from '../../shared/ledger/store/errors.ts';
import type { FrozenMonth } from '../../shared/ledger/store/month-closes.ts';
import type { StatementNotes } from '../../shared/ledger/store/statement-notes.ts';
import type { StatementReader } from '../../shared/ledger/store/statements.ts';
import {
  type BuiltMonth,
  buildMonth,
  type MonthSource,
  type SourceDay,
} from '../../shared/statements/close/build-month.ts';
import type { StatementRow } from '../../shared/statements/statement.ts';
import { statementIdOf } from '../statements/statement-id.ts';

export interface MonthDependencies {
  readonly statements: StatementReader;
  readonly notes: StatementNotes;
  /** Tells of an item that is not as it was written. */
  readonly reportCorrupt: (error: CorruptItemError) => void;
}

/** Makes a month from the table: what was signed, where it was, and else what there is now. */
export function readMonth(
  dependencies: MonthDependencies,
  month: string,
  accounts: readonly string[],
  frozen: FrozenMonth | undefined,
): Promise<BuiltMonth> {
  const source: MonthSource = {
    day: (account, date) => readDay(dependencies, account, date),
    notes: async (account, date) => {
      const notes = await dependencies.notes.list(account, date);
      return frozen === undefined ? notes : notes.slice(0, frozen.notes[statementIdOf({ account, date })] ?? 0);
    },
  };
  return buildMonth(source, month, frozen?.accounts ?? accounts);
}

const none = { isFirst: false, coins: [], rows: async function* () {} } as const;

async function readDay(
  { statements, reportCorrupt }: MonthDependencies,
  account: string,
  date: string,
): Promise<SourceDay> {
  try {
    const found = await statements.readStatement(account, date);
    if (found === undefined) return { ...none, state: 'missing' };
    const { state } = found;
    if (state === 'provisional') return { ...none, state };
    const isFirst = found.previous === undefined;
    if (state === 'lost') return { ...none, state, isFirst, digest: found.digest };
    return {
      state,
      isFirst,
      digest: found.digest,
      coins: found.coins,
      rows: () => rowsOf(statements, account, date),
    };
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    reportCorrupt(error);
    return { ...none, state: 'unreadable' };
  }
}

/** Parts that are read at once. */
const atOnce = 10;

async function* rowsOf(
  statements: StatementReader,
  account: string,
  date: string,
): AsyncIterable<readonly StatementRow[]> {
  for (let first = 0; ; first += atOnce) {
    const parts = Array.from({ length: atOnce }, (_, index) => first + index);
    const pages = await Promise.all(parts.map((part) => statements.readRows(account, date, part)));
    for (const { rows } of pages) yield rows;
    if (pages.some(({ next }) => next === undefined)) return;
  }
}
