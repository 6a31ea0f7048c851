import { iso, type Millis } from '../core/clock.ts';
import { guardFormula, quotedCsvLine } from '../core/csv.ts';
import type { StatedDay } from './stated-day.ts';
import type { CoinTotal, StatementDay, StatementRemark, StatementRow } from './statement.ts';

/** Raised where a reader of an earlier version would misread a file. A new column at the end does not raise it. */
export const statementCsvVersion = '1';

/**
 * The columns, in their order. They are published: programs and spreadsheets count on their names and places, so a new
 * one comes last. docs/statement-format.md says what each means.
 */
export const statementColumns = [
  'version',
  'account',
  'accountId',
  'date',
  'row',
  'type',
  'coin',
  'time',
  'amount',
  'fee',
  'feeCoin',
  'balance',
  'difference',
  'id',
  'exchangeOrderId',
  'clientOrderId',
  'transactionHash',
  'chain',
  'counterparty',
  'depositAddress',
  'remark',
  'instruction',
  'instructionKind',
  'requestedBy',
  'approvedBy',
  'dayZone',
  'remarkAmount',
  'remarkDate',
] as const;

type Column = (typeof statementColumns)[number];
type Cells = Readonly<Partial<Record<Column, string>>>;

/** Decimal texts of our own making. A minus in front of digits is no formula, and has to stay a number. */
const amountColumns: ReadonlySet<Column> = new Set(['amount', 'fee', 'balance', 'difference', 'remarkAmount']);

/** In the column `instruction` of a movement that is no instruction of ours. */
export const unmatched = 'unmatched';

/** The line of names. */
export function statementCsvHeader(): string {
  return quotedCsvLine(statementColumns);
}

/**
 * The lines of a day: one of the day itself, one with the opening balance of each coin, one for each movement, one with
 * the closing balance of each coin, one for each remark. Every cell is in quotes.
 */
export function* statementCsvLines(day: StatedDay): Generator<string> {
  if (day.kind === 'missing') {
    yield line({ account: day.account, date: day.date, row: 'day', type: day.kind });
    return;
  }
  const common = commonCells(day);
  const time = iso(day.kind === 'provisional' ? day.readAt : day.madeAt);
  const reason = day.kind === 'lost' ? { remark: day.reason } : {};
  yield line({ ...common, row: 'day', type: day.kind, time, ...reason });
  if (day.kind === 'lost') return;
  for (const total of day.coins) yield line({ ...common, ...openingCells(total, day.from) });
  for (const row of day.rows) yield line({ ...common, ...movementCells(row) });
  for (const total of day.coins) yield line({ ...common, ...closingCells(total, day.to) });
  for (const remark of day.remarks) yield line({ ...common, ...remarkCells(remark) });
}

function commonCells({ account, accountId, date, offset }: StatementDay): Cells {
  return { account, accountId, date, dayZone: `UTC${offset}` };
}

function openingCells({ coin, opening }: CoinTotal, from: Millis): Cells {
  return { row: 'opening', coin, time: iso(from), balance: opening };
}

function closingCells({ coin, closing, difference }: CoinTotal, to: Millis): Cells {
  return { row: 'closing', coin, time: iso(to), balance: closing, difference };
}

function movementCells({ time, balanceAfter, instruction, ...row }: StatementRow): Cells {
  return {
    ...row,
    row: 'movement',
    time: iso(time),
    ...(balanceAfter === undefined ? {} : { balance: balanceAfter }),
    instruction: instruction?.id ?? unmatched,
    ...(instruction === undefined
      ? {}
      : {
          instructionKind: instruction.kind,
          requestedBy: instruction.requestedBy,
          // A person's name has no space in it, so this comes apart again.
          approvedBy: instruction.approvedBy.join('; '),
        }),
  };
}

function remarkCells({ code, message, coin, amount, rowId, date }: StatementRemark): Cells {
  return {
    row: 'remark',
    type: code,
    remark: message,
    ...(coin === undefined ? {} : { coin }),
    ...(amount === undefined ? {} : { remarkAmount: amount }),
    ...(rowId === undefined ? {} : { id: rowId }),
    ...(date === undefined ? {} : { remarkDate: date }),
  };
}

function line(cells: Cells): string {
  const all: Cells = { ...cells, version: statementCsvVersion };
  return quotedCsvLine(statementColumns.map((column) => cellOf(column, all[column] ?? '')));
}

function cellOf(column: Column, text: string): string {
  return amountColumns.has(column) ? text : guardFormula(text);
}
