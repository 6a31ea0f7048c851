import { addDays } from '../day.ts';
import type { CoinTotal, StatementRow } from '../statement.ts';
import { MonthBooks, type RowNote } from './month-books.ts';
import type { MonthContent, MonthDay, MonthDayState } from './month-content.ts';

/** A day as it was found, in the table or in the bucket. */
export interface SourceDay {
  readonly state: Exclude<MonthDayState, 'before-first'>;
  /** Whether it is the first that there ever was of its account. */
  readonly isFirst: boolean;
  readonly digest?: string;
  readonly coins: readonly CoinTotal[];
  /** In their order, some at a time. */
  rows(): AsyncIterable<readonly StatementRow[]>;
}

/** Where a month is made from. */
export interface MonthSource {
  day(account: string, date: string): Promise<SourceDay>;
  /** The notes that count, in the order in which they were written. */
  notes(account: string, date: string): Promise<readonly RowNote[]>;
}

/** What a month comes to, and what it was made of. */
export interface BuiltMonth {
  readonly content: MonthContent;
  /** How many notes of a day there were, by account and day such as `custody.2026-11-20`. None where it is missing. */
  readonly noteCounts: Readonly<Record<string, number>>;
}

/** Makes what a month comes to. From the same statements and notes it is the same, wherever they are read. */
export async function buildMonth(source: MonthSource, month: string, accounts: readonly string[]): Promise<BuiltMonth> {
  const books = new MonthBooks();
  const names = accounts.toSorted((a, b) => (a < b ? -1 : 1));
  const days: MonthDay[] = [];
  const noteCounts: Record<string, number> = {};
  for (const account of names) {
    const own: MonthDay[] = [];
    let beforeFirst = 0;
    for (const date of datesOf(month)) {
      const day = await source.day(account, date);
      const notes = day.state === 'missing' ? [] : await source.notes(account, date);
      if (day.isFirst) beforeFirst = own.length;
      if (day.state === 'complete') books.addBalances(account, day.coins);
      for await (const rows of day.rows()) for (const row of rows) books.addRow(account, date, row, notes);
      const digest = day.digest === undefined ? {} : { digest: day.digest };
      own.push({ account, date, state: day.state, ...digest });
      if (notes.length > 0) noteCounts[`${account}.${date}`] = notes.length;
    }
    days.push(...own.map((day, index) => (index < beforeFirst ? unwatched(day) : day)));
  }
  return { content: books.content(month, names, days), noteCounts };
}

function unwatched(day: MonthDay): MonthDay {
  return day.state === 'missing' ? { ...day, state: 'before-first' } : day;
}

/** Every day of a month, as `yyyy-mm-dd`. */
export function datesOf(month: string): string[] {
  const dates: string[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}
