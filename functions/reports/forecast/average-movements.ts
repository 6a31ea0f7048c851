import { average, type SignedAmount, sum } from '../../shared/core/signed-amount.ts';
import { changesByCoin } from '../../shared/statements/coin-totals.ts';
import type { StatementRow } from '../../shared/statements/statement.ts';
import type { AverageMovement } from './forecast-input.ts';

/** What moved in one account on one day of its statements, by coin. */
export interface DayMovements {
  readonly account: string;
  readonly date: string;
  readonly byCoin: ReadonlyMap<string, SignedAmount>;
}

/** What the averages are made of. */
export interface MovementHistory {
  /** The first and the last day that counts. Absent where none does. */
  readonly from?: string;
  readonly to?: string;
  /** Days of statements that count. */
  readonly days: number;
  /** The other days that were looked at: missing, lost, not final, or too large. */
  readonly leftOut: number;
  readonly averages: readonly AverageMovement[];
}

/** Movements that a forecast does not make itself: the sweeps between our own accounts are in it already. */
export function dayMovements(account: string, date: string, rows: readonly StatementRow[]): DayMovements {
  const changes = changesByCoin(rows.filter(({ type }) => type !== 'transfer'));
  return { account, date, byCoin: new Map([...changes].map(([coin, all]) => [coin, sum(all)])) };
}

/** The average of each account and coin over the days of this account, rounded towards zero. */
export function averageMovements(days: readonly DayMovements[], leftOut: number): MovementHistory {
  const dates = days.map(({ date }) => date).toSorted();
  const [from, to] = [dates[0], dates.at(-1)];
  const accounts = [...new Set(days.map(({ account }) => account))];
  return {
    ...(from === undefined || to === undefined ? {} : { from, to }),
    days: days.length,
    leftOut,
    averages: accounts.flatMap((account) =>
      averagesOf(
        account,
        days.filter((day) => day.account === account),
      ),
    ),
  };
}

function averagesOf(account: string, days: readonly DayMovements[]): AverageMovement[] {
  const coins = [...new Set(days.flatMap(({ byCoin }) => [...byCoin.keys()]))].toSorted();
  return coins.map((coin) => {
    const total = sum(days.flatMap(({ byCoin }) => byCoin.get(coin) ?? []));
    return { account, coin, perDay: average(total, days.length) };
  });
}
