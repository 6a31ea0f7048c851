import { zero } from '../../../functions/shared/core/amount.ts';
import { addDays } from '../../../functions/shared/statements/day.ts';
import type { Statement } from '../../../functions/shared/statements/statement.ts';

/** A day as its file has it. */
export interface ChainedDay {
  readonly date: string;
  /** Of the file's bytes. */
  readonly digest: string;
  /** Absent where the file cannot be read. */
  readonly statement?: Statement;
}

/** What is wrong between a day and the one before it in the same account. */
export function chainProblems(before: ChainedDay, { date, statement }: ChainedDay): string[] {
  const expected = addDays(before.date, 1);
  if (date !== expected) {
    const last = addDays(date, -1);
    return [last === expected ? `${expected} is missing` : `${expected} to ${last} are missing`];
  }
  if (statement === undefined) return [];
  const link = statement.previous === before.digest ? [] : ['it does not follow from the day before as that is here'];
  return before.statement === undefined ? link : [...link, ...joinProblems(before.statement, statement)];
}

function joinProblems(before: Statement, statement: Statement): string[] {
  const account = statement.accountId === before.accountId ? [] : ['it is of another account than the day before'];
  if (statement.kind === 'lost') return account;
  const says = (code: string, coin?: string) =>
    statement.remarks.some((remark) => remark.code === code && (coin === undefined || remark.coin === coin));
  const joins = statement.from === before.to || says('offset-changed');
  const times = joins ? [] : ['it does not begin when the day before ends'];
  if (before.kind === 'lost') return [...account, ...times];
  const closed = new Map(before.coins.map(({ coin, closing }) => [coin, closing]));
  const opened = new Map(statement.coins.map(({ coin, opening }) => [coin, opening]));
  // A coin of which there is nothing may be left out.
  const differing = [...new Set([...closed.keys(), ...opened.keys()])].filter(
    (coin) => (closed.get(coin) ?? zero) !== (opened.get(coin) ?? zero) && !says('opening-differs', coin),
  );
  const openings = differing.map(
    (coin) =>
      `it opens with ${opened.get(coin) ?? zero} ${coin}, and the day before closed with ${closed.get(coin) ?? zero}`,
  );
  return [...account, ...times, ...openings];
}
