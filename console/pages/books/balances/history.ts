import type { BodyOfResponse } from '../../../api/routes.ts';
import type { ChartPoint } from '../charts/line-path.ts';

type Day = BodyOfResponse<'GET /statements'>['statements'][number];

/** The closings of one coin. Of a day that is not final, or does not name the coin, nothing is known. */
export function closingsOf(days: readonly Day[], coin: string): readonly ChartPoint[] {
  return days.map(({ date, state, balances = [] }) => {
    const balance = balances.find((each) => each.coin === coin);
    return { name: date, value: state === 'complete' ? balance?.closing : undefined };
  });
}
