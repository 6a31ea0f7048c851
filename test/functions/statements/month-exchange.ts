import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { ReadEndpoint } from '../../../functions/shared/exchange/client/endpoint.ts';
import { accounts } from '../../../functions/shared/exchange/endpoints/accounts.ts';
import { endOfDayBalance } from '../../../functions/shared/exchange/endpoints/end-of-day-balance.ts';
import { type FundStatementQuery, fundStatement } from '../../../functions/shared/exchange/endpoints/fund-statement.ts';
import { ExchangeRefusedError } from '../../../functions/shared/exchange/errors.ts';
import { boundsOf, dateAt, daysBetween } from '../../../functions/shared/statements/day.ts';
import type { StatementExchange } from '../../../functions/statements/dependencies.ts';
import { accountNumber, balanceBefore, coins, hundredths, type Month } from './statement-month.ts';

/** The exchange of a month, without a network: it shows what it would show at this moment. */
export function exchangeOf(month: Month, now: () => Millis): StatementExchange {
  return {
    exchangeTime: async () => now(),
    read: async <Input, Answer>(endpoint: ReadEndpoint<Input, Answer>, input: Input) =>
      answer(month, now(), endpoint.path, input) as Answer,
  };
}

function answer(month: Month, now: Millis, path: string, input: unknown): unknown {
  switch (path) {
    case endOfDayBalance.path:
      return endOfDay(month, now, (input as { date: string }).date);
    case fundStatement.path:
      return page(month, now, input as FundStatementQuery);
    case accounts.path:
      return [{ accountId: accountNumber, label: '', type: '1' }];
    default:
      return { records: [], unreadable: 0 };
  }
}

function endOfDay(month: Month, now: Millis, date: string) {
  const { to } = boundsOf(date, month.offset);
  const age = daysBetween(date, dateAt(now, month.offset));
  if (to > now || age > 7) throw new ExchangeRefusedError(endOfDayBalance.path, '-1130', 'no such day');
  const records = coins.map((coin) => {
    const total = hundredths(balanceBefore(month, to, coin));
    return { coin, free: total, locked: hundredths(0), total };
  });
  return { records, unreadable: [] };
}

function page({ movements, pageMax, repeats }: Month, now: Millis, query: FundStatementQuery) {
  const { type, startTime, endTime, beginId } = query;
  const all = movements.filter(
    ({ shown, visibleAt }) =>
      shown.type === type && shown.time >= startTime && shown.time <= endTime && visibleAt <= now,
  );
  const next = all.filter(({ shown }) => Number(shown.id) > Number(beginId)).slice(0, pageMax);
  const last = all.filter(({ shown }) => Number(shown.id) <= Number(beginId)).slice(-1);
  // What was shown last comes again before what is new.
  const shown = [...(repeats && next.length > 0 ? last : []), ...next].map((each) => each.shown);
  return { movements: shown, unreadable: [], length: shown.length, lastId: shown.at(-1)?.id };
}
