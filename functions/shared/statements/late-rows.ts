import type { Millis } from '../core/clock.ts';
import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';
import { movementKey } from './distinct-movements.ts';
import { readingsOf } from './movement-readings.ts';
import { remark } from './remarks.ts';
import type { Statement, StatementRemark } from './statement.ts';

/**
 * How many days back rows are looked for that showed up late. As long as the exchange keeps the balances of a day: later
 * than that a missing row is a difference that was told long ago.
 */
export const lookBackDays = 7;

/** What is needed of a statement that is written for good, to tell what is new in its day. */
export interface EarlierDay {
  readonly date: string;
  readonly from: Millis;
  readonly to: Millis;
  /** The rows that it has. */
  readonly rows: ReadonlySet<string>;
  /** What it says of other days, or of rows without a time: that is not said again. */
  readonly told: ReadonlySet<string>;
}

/** Undefined where the day is lost: nobody knows its rows. */
export function earlierDay(statement: Statement): EarlierDay | undefined {
  if (statement.kind === 'lost') return undefined;
  const { date, from, to, rows, remarks } = statement;
  return { date, from, to, rows: new Set(rows.map(movementKey)), told: new Set(remarks.map(remarkKey)) };
}

/** Rows of earlier days that their statements do not have: they are written for good, so this day tells of them, once. */
export function lateRows(
  movements: readonly FundMovement[],
  accountId: string,
  earlier: readonly EarlierDay[],
): StatementRemark[] {
  return movements.flatMap((movement) => {
    const day = earlier.find(({ from, to }) => movement.time >= from && movement.time < to);
    if (day === undefined || day.rows.has(movementKey(movement))) return [];
    const [assumed = []] = readingsOf(movement, accountId);
    return assumed
      .map(({ coin, amount }) =>
        remark('late-row', `Of type ${movement.type}.`, { coin, amount, rowId: movement.id, date: day.date }),
      )
      .filter((late) => !wasTold(late, earlier));
  });
}

export function wasTold(said: StatementRemark, earlier: readonly EarlierDay[]): boolean {
  const key = remarkKey(said);
  return earlier.some(({ told }) => told.has(key));
}

function remarkKey({ code, message, coin, amount, rowId, date }: StatementRemark): string {
  return JSON.stringify([code, message, coin, amount, rowId, date]);
}
