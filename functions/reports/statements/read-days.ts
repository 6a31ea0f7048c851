import * as v from 'valibot';
import type { CorruptItemError } from '../../shared/ledger/store/errors.ts';
import { orUnreadable, type Unreadable } from '../../shared/ledger/store/or-unreadable.ts';
import type { StatementReader, StatementSummary } from '../../shared/ledger/store/statements.ts';
import { decodeCursor, encodeCursor } from '../../shared/runtime/http/cursor.ts';
import type { StatementRow } from '../../shared/statements/statement.ts';

/** A day of an account that is asked for. */
export interface AskedDay {
  readonly account: string;
  readonly date: string;
}

/** What is there of a day. A day without a statement is said to be missing, never left out. */
export type ReadDay = AskedDay & {
  readonly found: StatementSummary | 'missing' | Unreadable;
  /** Absent where they are not asked for, or there are none. */
  readonly rows?: ReadRows;
};

/** Rows of a day on one page. A day with many is on several pages. */
export interface ReadRows {
  readonly rows: readonly StatementRow[];
  /** Whether the day begins here. */
  readonly isFirst: boolean;
  /** Whether the day ends here. */
  readonly isLast: boolean;
}

export interface DayPage {
  readonly days: readonly ReadDay[];
  /** Where the next page begins. Absent on the last one. */
  readonly next?: string;
}

export interface DayRequest {
  /** In their order. */
  readonly days: readonly AskedDay[];
  readonly withRows: boolean;
  /** The `next` of the page before. */
  readonly after: string | undefined;
}

/** A page ends with the day, or the part of one, that brings it to this. */
export const pageLimits = { days: 100, rows: 400 } as const;

/** So many summaries are read at once. */
const atOnce = 25;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Reads one page of days. What cannot be read is shown as such. Throws InvalidInputError for an `after` of elsewhere. */
export async function readDays(
  statements: StatementReader,
  request: DayRequest,
  reportCorrupt: (error: CorruptItemError) => void,
): Promise<DayPage> {
  const { index: start, part: startPart } = placeIn(request);
  const asked = request.days.slice(start, start + pageLimits.days);
  const summaries = await readSummaries(statements, asked, reportCorrupt);
  const read: ReadDay[] = [];
  let rowsLeft = pageLimits.rows;
  for (const [index, day] of asked.entries()) {
    if (rowsLeft <= 0) return { days: read, next: encodeCursor({ ...day, part: 0 }) };
    const found = summaries[index] ?? 'missing';
    const hasRows = request.withRows && found !== 'missing' && found !== 'unreadable' && found.state !== 'lost';
    const own = hasRows
      ? await orUnreadable(() => readRows(statements, day, index === 0 ? startPart : 0, rowsLeft), reportCorrupt)
      : undefined;
    if (own === undefined || own === 'unreadable') {
      read.push({ ...day, found: own ?? found });
      continue;
    }
    const { next, ...rows } = own;
    read.push({ ...day, found, rows });
    rowsLeft -= rows.rows.length;
    if (next !== undefined) return { days: read, next: encodeCursor({ ...day, part: next }) };
  }
  const nextDay = request.days[start + asked.length];
  return { days: read, ...(nextDay === undefined ? {} : { next: encodeCursor({ ...nextDay, part: 0 }) }) };
}

/** Where a page begins. A place names its day, so that it means the same whatever is asked for beside it. */
function placeIn({ days, after }: DayRequest): { readonly index: number; readonly part: number } {
  if (after === undefined) return { index: 0, part: 0 };
  const schema = v.pipe(
    v.strictObject({ account: v.string(), date: v.string(), part: whole }),
    v.check((place) => indexOf(days, place) >= 0),
  );
  const place = decodeCursor(after, schema);
  return { index: indexOf(days, place), part: place.part };
}

function indexOf(days: readonly AskedDay[], { account, date }: AskedDay): number {
  return days.findIndex((day) => day.account === account && day.date === date);
}

async function readRows(
  statements: StatementReader,
  { account, date }: AskedDay,
  from: number,
  most: number,
): Promise<ReadRows & { readonly next?: number }> {
  const rows: StatementRow[] = [];
  let part: number | undefined = from;
  while (part !== undefined && rows.length < most) {
    const page = await statements.readRows(account, date, part);
    rows.push(...page.rows);
    part = page.next;
  }
  return { rows, isFirst: from === 0, isLast: part === undefined, ...(part === undefined ? {} : { next: part }) };
}

async function readSummaries(
  statements: StatementReader,
  days: readonly AskedDay[],
  reportCorrupt: (error: CorruptItemError) => void,
): Promise<readonly (StatementSummary | undefined | Unreadable)[]> {
  const found: (StatementSummary | undefined | Unreadable)[] = [];
  for (let from = 0; from < days.length; from += atOnce) {
    const read = ({ account, date }: AskedDay) =>
      orUnreadable(() => statements.readStatement(account, date), reportCorrupt);
    found.push(...(await Promise.all(days.slice(from, from + atOnce).map(read))));
  }
  return found;
}
