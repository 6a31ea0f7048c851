import { endOfDayDaysKept } from '../shared/exchange/endpoints/end-of-day-balance.ts';
import { addDays, dateAt } from '../shared/statements/day.ts';
import type { StatementAccount } from './account.ts';
import type { StatementDependencies } from './dependencies.ts';
import { readEndOfDay } from './read-balances.ts';

/**
 * The first day of which the exchange has the beginning still. Nothing before it is lost: the account was not watched
 * then. An account that is empty all the time begins with yesterday. Undefined where the exchange has nothing.
 */
export async function firstDate(
  { exchange, offset }: StatementDependencies,
  { id }: StatementAccount,
): Promise<string | undefined> {
  const today = dateAt(await exchange.exchangeTime(), offset);
  let isKnown = false;
  for (let back = endOfDayDaysKept; back >= 2; back -= 1) {
    const date = addDays(today, -back);
    const balances = await readEndOfDay(exchange, id, date);
    if (balances === undefined) continue;
    isKnown = true;
    // A day that is gone may be shown as one without balances.
    if (balances.totals.size > 0) return addDays(date, 1);
  }
  return isKnown ? addDays(today, -1) : undefined;
}
