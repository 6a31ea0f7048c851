import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { ReadEndpoint } from '../../../functions/shared/exchange/client/endpoint.ts';
import { accounts } from '../../../functions/shared/exchange/endpoints/accounts.ts';
import type { BalanceList } from '../../../functions/shared/exchange/endpoints/balances.ts';
import { endOfDayBalance } from '../../../functions/shared/exchange/endpoints/end-of-day-balance.ts';
import type { FundMovement } from '../../../functions/shared/exchange/endpoints/fund-movement.ts';
import {
  type FundStatementPage,
  type FundStatementQuery,
  fundStatement,
} from '../../../functions/shared/exchange/endpoints/fund-statement.ts';
import { ExchangeRefusedError } from '../../../functions/shared/exchange/errors.ts';
import { boundsOf, dateAt, daysBetween } from '../../../functions/shared/statements/day.ts';
import type { StatementExchange } from '../../../functions/statements/dependencies.ts';
import { accountNumber, balanceBefore, coins, hundredths, type Month, type TrueMovement } from './statement-month.ts';

/** The exchange of a month, without a network: it shows what it would show at this moment. */
export function exchangeOf(month: Month, now: () => Millis): StatementExchange {
  const byType = Map.groupBy(month.movements, ({ shown }) => shown.type);
  const ends = new Map<string, BalanceList>();
  return {
    exchangeTime: async () => now(),
    read: async <Input, Answer>({ path }: ReadEndpoint<Input, Answer>, input: Input) => {
      switch (path) {
        case endOfDayBalance.path:
          return endOfDay(month, now(), (input as { date: string }).date, ends) as Answer;
        case fundStatement.path: {
          const query = input as FundStatementQuery;
          return page(month, byType.get(query.type) ?? [], now(), query) as Answer;
        }
        case accounts.path:
          return [{ accountId: accountNumber, label: '', type: '1' }] as Answer;
        default:
          return { records: [], unreadable: 0 } as Answer;
      }
    },
  };
}

function endOfDay(month: Month, now: Millis, date: string, ends: Map<string, BalanceList>): BalanceList {
  const { to } = boundsOf(date, month.offset);
  const age = daysBetween(date, dateAt(now, month.offset));
  if (to > now || age > 7) throw new ExchangeRefusedError(endOfDayBalance.path, '-1130', 'no such day');
  const known = ends.get(date);
  if (known !== undefined) return known;
  const records = coins.map((coin) => {
    const total = hundredths(balanceBefore(month, to, coin));
    return { coin, free: total, locked: hundredths(0), total };
  });
  const list = { records, unreadable: [] };
  ends.set(date, list);
  return list;
}

function page(
  { pageMax, repeats }: Month,
  movements: readonly TrueMovement[],
  now: Millis,
  { startTime, endTime, beginId }: FundStatementQuery,
): FundStatementPage {
  const shown: FundMovement[] = [];
  let last: FundMovement | undefined;
  for (let index = firstFrom(movements, startTime); index < movements.length && shown.length < pageMax; index += 1) {
    const next = movements[index];
    if (next === undefined || next.shown.time > endTime) break;
    if (next.visibleAt > now) continue;
    if (Number(next.shown.id) > Number(beginId)) shown.push(next.shown);
    else last = next.shown;
  }
  // What was shown last comes again before what is new.
  const all = repeats && last !== undefined && shown.length > 0 ? [last, ...shown] : shown;
  return { movements: all, unreadable: [], length: all.length, lastId: all.at(-1)?.id };
}

/** The place of the first that is not before a moment. They are in the order of their times. */
function firstFrom(movements: readonly TrueMovement[], time: Millis): number {
  let [low, high] = [0, movements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((movements[middle]?.shown.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
