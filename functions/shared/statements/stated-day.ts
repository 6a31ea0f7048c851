import type { Millis } from '../core/clock.ts';
import type { CoinTotal, Statement, StatementDay, StatementRemark, StatementRow } from './statement.ts';

/** A day of an account of which no statement was found: it is not made yet, or was not fetched. */
export interface MissingDay {
  readonly kind: 'missing';
  readonly account: string;
  /** `yyyy-mm-dd` */
  readonly date: string;
}

/** A statement that is still read anew, because it does not balance yet. Its numbers may change. */
export interface ProvisionalDay extends StatementDay {
  readonly kind: 'provisional';
  readonly readAt: Millis;
  readonly rows: readonly StatementRow[];
  readonly coins: readonly CoinTotal[];
  readonly remarks: readonly StatementRemark[];
}

export type CompleteDay = Extract<Statement, { kind: 'complete' }>;

/** Whatever there is to say of a day of an account. */
export type StatedDay = Statement | ProvisionalDay | MissingDay;

/**
 * The same day with one coin alone: its balances, and every row that changes them. A row of another coin is among them
 * where its fee was taken in this one.
 */
export function withCoin(day: StatedDay, coin: string): StatedDay {
  if (day.kind === 'missing' || day.kind === 'lost') return day;
  return {
    ...day,
    rows: day.rows.filter((row) => movesCoin(row, coin)),
    coins: day.coins.filter((total) => total.coin === coin),
    remarks: day.remarks.filter((remark) => remark.coin === undefined || remark.coin === coin),
  };
}

/** Whether a movement changes the balance of a coin, by its amount or by its fee. */
export function movesCoin(row: StatementRow, coin: string): boolean {
  return row.coin === coin || (row.feeCoin === coin && row.fee !== '0');
}
