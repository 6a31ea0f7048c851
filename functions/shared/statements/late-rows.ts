import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';
import { movementKey } from './distinct-movements.ts';
import { readingsOf } from './movement-readings.ts';
import { remark } from './remarks.ts';
import type { Statement, StatementRemark } from './statement.ts';

/** Rows of the day before that its statement does not have: it is written for good, so this day tells of them. */
export function lateRows(
  movements: readonly FundMovement[],
  accountId: string,
  previous: Statement | undefined,
): StatementRemark[] {
  if (previous === undefined || previous.kind === 'lost') return [];
  const { from, to, date } = previous;
  const known = new Set(previous.rows.map(movementKey));
  const late = movements.filter(
    (movement) => movement.time >= from && movement.time < to && !known.has(movementKey(movement)),
  );
  return late.flatMap((movement) => {
    const [assumed = []] = readingsOf(movement, accountId);
    return assumed.map(({ coin, amount }) =>
      remark('late-row', `Of type ${movement.type}.`, { coin, amount, rowId: movement.id, date }),
    );
  });
}
