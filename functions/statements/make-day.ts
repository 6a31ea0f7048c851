import type { Millis } from '../shared/core/clock.ts';
import { endOfDayDaysKept } from '../shared/exchange/endpoints/end-of-day-balance.ts';
import type { Balances } from '../shared/statements/balances.ts';
import { agreeingOffsets } from '../shared/statements/cut-off.ts';
import { addDays, dateAt, dayMs, daysBetween } from '../shared/statements/day.ts';
import { distinctMovements } from '../shared/statements/distinct-movements.ts';
import { type DayContent, isSettled } from '../shared/statements/make-content.ts';
import type { Statement, StatementDay } from '../shared/statements/statement.ts';
import type { StatementAccount } from './account.ts';
import { contentOf, type DaysBefore, dayOf } from './day-content.ts';
import type { StatementDependencies } from './dependencies.ts';
import { readEndOfDay } from './read-balances.ts';
import { type ReadMovements, readMovements } from './read-movements.ts';

/** An order shows within ten minutes (A8). Twelve times that, and a statement is there before the morning in Asia. */
export const settlingMs = 2 * 3_600_000;

/**
 * What does not balance is read anew for so long. The exchange keeps end-of-day balances for 7 days: there is time to
 * catch up afterwards.
 */
export const provisionalMaxMs = 3 * dayMs;

/** What can be said of a day now. */
export type MadeDay =
  /** Not over for long enough, or the exchange does not show its end yet. */
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'lost'; readonly day: StatementDay; readonly reason: string }
  | {
      readonly kind: 'made';
      readonly day: StatementDay;
      readonly content: DayContent;
      /** It balances, and nothing is in doubt. */
      readonly isSettled: boolean;
      /** It is written for good, whether it balances or not. */
      readonly isFinal: boolean;
      /** The offsets with which the day before agrees (A34). Empty where none does, or where nobody can tell. */
      readonly offsets: readonly string[];
    };

/** Reads a day and makes its statement. Throws as reads do. */
export async function makeDay(
  dependencies: StatementDependencies,
  account: StatementAccount,
  date: string,
  { previous, earlier }: DaysBefore,
): Promise<MadeDay> {
  const { exchange, offset } = dependencies;
  const day = dayOf(account, date, offset);
  const now = await exchange.exchangeTime();
  if (now < day.to + settlingMs) return { kind: 'not-yet' };
  const age = daysBetween(date, dateAt(now, offset));
  if (age > endOfDayDaysKept) return { kind: 'lost', day, reason: `It was ${age} days ago when it was to be made.` };
  const opening = await openingOf(dependencies, account, date, age, previous);
  const closing = await readEndOfDay(exchange, account.id, date);
  if (closing === undefined) return { kind: 'not-yet' };
  if (opening === undefined) return withoutOpening(day, age);
  const movements = await readMovements(exchange, account.id, { since: earlier.at(-1)?.date, date, now });
  const read = { day, now, opening, closing, movements };
  const content = await contentOf(dependencies, account, read, { previous, earlier });
  const settled = isSettled(content);
  const offsets = await measuredOffsets(dependencies, account, { date, age, opening, movements });
  return { kind: 'made', day, content, isSettled: settled, isFinal: settled || isTooOld(day, now), offsets };
}

interface MeasuredDay {
  readonly date: string;
  readonly age: number;
  readonly opening: Balances;
  readonly movements: ReadMovements;
}

/** Of the day before: by now its end is over in every zone. */
async function measuredOffsets(
  { exchange }: StatementDependencies,
  { id: accountId }: StatementAccount,
  { date, age, opening: closing, movements }: MeasuredDay,
): Promise<readonly string[]> {
  const opening = age + 2 <= endOfDayDaysKept ? await readEndOfDay(exchange, accountId, addDays(date, -2)) : undefined;
  if (opening === undefined) return [];
  const { readFrom, readUntil } = movements;
  const distinct = distinctMovements(movements.shown).movements;
  return agreeingOffsets({
    accountId,
    movements: distinct,
    readFrom,
    readUntil,
    date: addDays(date, -1),
    opening,
    closing,
  });
}

function isTooOld({ to }: StatementDay, now: Millis): boolean {
  return now >= to + provisionalMaxMs;
}

/** The end of the day before, as the exchange says now; where it does not know it any more, as our statement says. */
async function openingOf(
  { exchange }: StatementDependencies,
  account: StatementAccount,
  date: string,
  age: number,
  previous: Statement | undefined,
): Promise<Balances | undefined> {
  const shown = age < endOfDayDaysKept ? await readEndOfDay(exchange, account.id, addDays(date, -1)) : undefined;
  if (shown !== undefined || previous === undefined || previous.kind === 'lost') return shown;
  return { totals: new Map(previous.coins.map(({ coin, closing }) => [coin, closing])), unreadable: [] };
}

/** One day later it is certain that nobody can make it. */
function withoutOpening(day: StatementDay, age: number): MadeDay {
  if (age < endOfDayDaysKept) return { kind: 'not-yet' };
  return { kind: 'lost', day, reason: 'The exchange does not have the balances that it began with any more.' };
}
