import type { Millis } from '../shared/core/clock.ts';
import type { Balances } from '../shared/statements/balances.ts';
import { boundsOf, dayMs } from '../shared/statements/day.ts';
import { distinctMovements } from '../shared/statements/distinct-movements.ts';
import type { EarlierDay } from '../shared/statements/late-rows.ts';
import { type DayContent, makeContent } from '../shared/statements/make-content.ts';
import type { Statement, StatementDay } from '../shared/statements/statement.ts';
import type { StatementAccount } from './account.ts';
import type { StatementDependencies } from './dependencies.ts';
import { knownFacts } from './known-facts.ts';
import type { ReadMovements } from './read-movements.ts';
import { readOrders } from './read-orders.ts';

/** What was written before. */
export interface DaysBefore {
  readonly previous: Statement | undefined;
  readonly earlier: readonly EarlierDay[];
}

/** What was read of a day itself. */
export interface DayRead {
  readonly day: StatementDay;
  readonly now: Millis;
  readonly opening: Balances;
  readonly closing: Balances;
  readonly movements: ReadMovements;
}

export function dayOf({ name, id }: StatementAccount, date: string, offset: string): StatementDay {
  return { account: name, accountId: id, date, offset, ...boundsOf(date, offset) };
}

/** What the day has, with all that the orders and our instructions say of its movements. Throws as reads do. */
export async function contentOf(
  { exchange, matcher }: Pick<StatementDependencies, 'exchange' | 'matcher'>,
  account: StatementAccount,
  { day, now, opening, closing, movements }: DayRead,
  { previous, earlier }: DaysBefore,
): Promise<DayContent> {
  const within = distinctMovements(movements.shown).movements.filter(({ time }) => time >= day.from && time < day.to);
  const window = { startTime: day.from - dayMs, endTime: Math.min(now, day.to + dayMs) };
  const orders = await readOrders(exchange, account, window, within);
  const factsOf = await knownFacts(account, within, matcher, orders.facts);
  const readings = { opening, closing, ...movements, orders: orders.successful };
  return makeContent({ day, readings, earlier, ...(previous === undefined ? {} : { previous }), factsOf });
}
