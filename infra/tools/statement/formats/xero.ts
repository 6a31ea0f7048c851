import { guardFormula, quotedCsvLine } from '../../../../functions/shared/core/csv.ts';
import { StatementNotToldError } from '../errors.ts';
import type { Format } from '../format.ts';
import { type BalanceChange, changesOf, describeRow } from './movement.ts';

const header = ['*Date', '*Amount', 'Payee', 'Description', 'Reference'];

/** A line of a bank statement in Xero has cents. */
const decimalsMax = 2;
/** How many lines Xero takes in one file. */
const linesMax = 1_000;

/** Xero's bank statement: one account and one currency, without balances. A fee is a line of its own. */
export const xero: Format = {
  needs: ['account', 'fiat'],
  async *write(days, { coin }, note) {
    yield quotedCsvLine(header);
    let count = 0;
    for await (const day of days) {
      if (day.kind !== 'complete') continue;
      for (const change of day.rows.flatMap(changesOf).filter((each) => each.coin === coin)) {
        yield line(day.date, change);
        count += 1;
      }
    }
    if (count > linesMax) note(`${count} lines: Xero takes ${linesMax} in one file, so fetch days one by one`);
  },
};

function line(date: string, { kind, amount, row }: BalanceChange): string {
  const [, decimals = ''] = amount.split('.');
  if (decimals.length > decimalsMax) {
    const what = `row ${row.id} of ${date} has ${amount} ${kind === 'fee' ? row.feeCoin : row.coin}`;
    throw new StatementNotToldError(`${what}: Xero takes ${decimalsMax} decimals. Nothing is rounded here; take csv`);
  }
  const description = kind === 'fee' ? `fee of ${describeRow(row)}` : describeRow(row);
  const texts = [row.counterparty ?? '', description, row.exchangeOrderId];
  return quotedCsvLine([date, amount, ...texts.map(guardFormula)]);
}
