import { iso } from '../../../../functions/shared/core/clock.ts';
import { csvText } from '../../../../functions/shared/core/csv.ts';
import { sizeOf } from '../../../../functions/shared/core/signed-amount.ts';
import type { StatementRow } from '../../../../functions/shared/statements/statement.ts';
import type { Format } from '../format.ts';
import { describeRow, hasFee, isOut } from './movement.ts';

const header = [
  'Date',
  'Sent Amount',
  'Sent Currency',
  'Received Amount',
  'Received Currency',
  'Fee Amount',
  'Fee Currency',
  'Net Worth Amount',
  'Net Worth Currency',
  'Label',
  'Description',
  'TxHash',
];

/** An amount of a coin, as it stands in two cells. */
type Money = readonly [amount: string, coin: string];
const none: Money = ['', ''];

/**
 * Koinly's universal format. A file is one wallet, so it is of one account: of a transfer between two of ours each
 * account's file has its own side, and Koinly joins the two. The two rows of a trade are one line.
 */
export const koinly: Format = {
  needs: ['account', 'all-coins'],
  async *write(days) {
    yield csvText([header]);
    for await (const day of days) {
      if (day.kind !== 'complete') continue;
      for (const group of groupsOf(day.rows)) yield csvText(linesOf(group));
    }
  },
};

/** The rows of a day, with those of one trade together, where its first row stands. */
function groupsOf(rows: readonly StatementRow[]): Iterable<readonly StatementRow[]> {
  return Map.groupBy(rows, (row) => (row.type === 'trade' ? row.id : row)).values();
}

function linesOf(rows: readonly StatementRow[]): string[][] {
  const sent = rows.filter(({ amount }) => isOut(amount));
  const received = rows.filter(({ amount }) => !isOut(amount) && amount !== '0');
  const [out, back] = [sent[0], received[0]];
  const isExchange = rows.length === 2 && out !== undefined && back !== undefined;
  return isExchange ? exchangeLines(out, back) : rows.flatMap(singleLines);
}

function exchangeLines(sent: StatementRow, received: StatementRow): string[][] {
  const [fee, ...others] = feesOf([sent, received]);
  const main = line(sent, { sent: moneyOf(sent), received: moneyOf(received), ...(fee === undefined ? {} : { fee }) });
  return [main, ...others.map((each) => costLine(sent, each))];
}

/** Koinly knows no fee of a deposit, so one is a cost of its own. */
function singleLines(row: StatementRow): string[][] {
  const fees = feesOf([row]);
  const [fee] = fees;
  if (row.amount === '0') return fees.map((each) => costLine(row, each));
  if (!isOut(row.amount)) return [line(row, { received: moneyOf(row) }), ...fees.map((each) => costLine(row, each))];
  return [line(row, { sent: moneyOf(row), ...(fee === undefined ? {} : { fee }) })];
}

function feesOf(rows: readonly StatementRow[]): Money[] {
  return rows.filter(hasFee).map(({ fee, feeCoin }) => [fee, feeCoin]);
}

function moneyOf({ amount, coin }: StatementRow): Money {
  return [sizeOf(amount), coin];
}

function costLine(row: StatementRow, fee: Money): string[] {
  return line(row, { sent: fee, label: 'cost' });
}

interface Parts {
  readonly sent?: Money;
  readonly received?: Money;
  readonly fee?: Money;
  readonly label?: string;
}

function line(row: StatementRow, { sent = none, received = none, fee = none, label = '' }: Parts): string[] {
  const date = `${iso(row.time).slice(0, 19).replace('T', ' ')} UTC`;
  return [date, ...sent, ...received, ...fee, ...none, label, describeRow(row), row.transactionHash ?? ''];
}
