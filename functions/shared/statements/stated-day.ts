import type { Statement, StatementRow } from './statement.ts';

/** A day of an account of which no statement was found: it is not made yet, or was not fetched. */
export interface MissingDay {
  readonly kind: 'missing';
  readonly account: string;
  /** `yyyy-mm-dd` */
  readonly date: string;
}

/** Whatever there is to say of a day of an account. */
export type StatedDay = Statement | MissingDay;

/**
 * The same day with one coin alone: its balances, and every row that changes them. A row of another coin is among them
 * where its fee was taken in this one.
 */
export function withCoin(day: StatedDay, coin: string): StatedDay {
  if (day.kind !== 'complete') return day;
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
