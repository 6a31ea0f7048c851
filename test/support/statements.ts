import { amount, subtractToZero } from '../../functions/shared/core/amount.ts';
import {
  difference,
  positive,
  type SignedAmount,
  signedAmount,
  sum,
} from '../../functions/shared/core/signed-amount.ts';
import type { CoinTotal, Statement, StatementDay, StatementRow } from '../../functions/shared/statements/statement.ts';
import { custodyAccount } from './instructions.ts';

const dayMs = 86_400_000;

/** A day of the account `custody` that ends at midnight in Hong Kong. */
export function statementDay(date: string, changes: Partial<StatementDay> = {}): StatementDay {
  const from = Date.parse(`${date}T00:00:00+08:00`);
  return { account: 'custody', accountId: custodyAccount, date, offset: '+08:00', from, to: from + dayMs, ...changes };
}

/** What a row without further words is: a deposit without a fee at noon of 20 November in Hong Kong. */
export function statementRow(changes: Partial<StatementRow> = {}): StatementRow {
  return {
    id: '1',
    time: Date.parse('2026-11-20T04:00:00Z'),
    type: 'deposit',
    coin: 'USDT',
    amount: signedAmount('100'),
    fee: amount('0'),
    feeCoin: 'USDT',
    exchangeOrderId: 'D1',
    ...changes,
  };
}

/** What the rows of a day do to a coin. */
export function movementsOf(rows: readonly StatementRow[], coin: string): SignedAmount {
  const gained = rows.filter((row) => row.coin === coin).map((row) => row.amount);
  const fees = rows.filter((row) => row.feeCoin === coin).map((row) => positive(row.fee));
  return difference(sum(gained), sum(fees));
}

/** A coin whose closing is what opening and rows come to. */
export function coinTotal(coin: string, opening: string, rows: readonly StatementRow[]): CoinTotal {
  const movements = movementsOf(rows, coin);
  const closing = amount(sum([signedAmount(opening), movements]));
  return { coin, opening: amount(opening), movements, closing, difference: signedAmount('0') };
}

/** A day that balances: the openings and the rows are given. */
export function balanced(
  day: StatementDay,
  openings: Readonly<Record<string, string>>,
  rows: readonly StatementRow[],
): Extract<Statement, { kind: 'complete' }> {
  const coins = Object.entries(openings).map(([coin, opening]) => coinTotal(coin, opening, rows));
  return { ...day, kind: 'complete', madeAt: day.to + 600_000, rows, coins, remarks: [] };
}

/** The same with a closing balance that the rows do not explain. */
export function withDifference(total: CoinTotal, by: string): CoinTotal {
  const closing = by.startsWith('-')
    ? subtractToZero(total.closing, amount(by.slice(1)))
    : amount(sum([positive(total.closing), signedAmount(by)]));
  return { ...total, closing, difference: signedAmount(by) };
}
